import Casework
import CommandLineTool
import Contract
import EventLog
import Events
import PolicyFiles
import Serving
import Simulation
import Telemetry

/// `secondlook demo`: the board of a council that does not exist, up to this minute.
enum DemoCommand {
    private static let data = Option(
        "data", .path, default: "demo", placeholder: "DIR",
        help: "The directory that holds the demo’s log; filled where it is empty.")
    private static let host = ServeCommand.host
    private static let port = ServeCommand.port

    /// The council whose published figures the invented one follows: of middling size.
    private static let profile = "E09000012"
    private static let years = 2

    static let command = Command(
        "demo", summary: "Serve the board of an invented council, up to this minute.",
        discussion: """
            Every child, household and record is invented. Events that you publish join in.
            """,
        options: [data, host, port] + ServingOptions.all, run: { try await run($0) })

    private static func run(_ line: Invocation) async throws {
        let directory = DataDirectory(path: line[data])
        let settings = Service.Settings(
            data: directory,
            http: try ServingOptions.configuration(
                line, host: line[host], port: UInt16(line[port])),
            council: "Northmoor, an invented council", policy: try PolicyFile.standard().policy)
        try settings.checkReach()
        try fill(directory, line)
        try await ServeCommand.serve(settings, place: directory.path, line)
    }

    private static func fill(_ directory: DataDirectory, _ line: Invocation) throws {
        let log = try directory.openLog()
        defer { log.close() }
        guard try log.extent(of: Contract.records).values.allSatisfy(\.isEmpty) else { return }
        guard let council = CouncilProfile.find(profile) else {
            throw Failure("The demo’s council \(profile) is not among those simulated.")
        }
        let now = WallClock.now()
        let simulation = Simulation(
            council: council, years: years, endingOn: London.day(of: now), seed: 7)
        let publishing = Publishing(to: log)
        for event in simulation.events where event.time <= now {
            try publishing.publish(event, bytes: EventEncoder.encode(event))
        }
        try publishing.finish()
        line.console.note("Two years of an invented council are in \(directory.path).")
    }
}
