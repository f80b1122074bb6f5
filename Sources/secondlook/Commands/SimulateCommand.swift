import Casework
import CommandLineTool
import Events
import Foundation
import Simulation

/// `secondlook simulate`: a council that does not exist, calibrated to one that does.
enum SimulateCommand {
    private static let council = Option(
        "council", .text, default: "E09000012", placeholder: "CODE",
        help: "A council’s GSS code or name; its published figures are the targets.")
    private static let years = Option(
        "years", .number(in: 1...50), default: 3, placeholder: "NUMBER",
        help: "Whole years, to 31 March.")
    private static let ending = Option(
        "ending", .caseDate, placeholder: "DATE",
        help: "The last day; without it 31 March 2026.")
    private static let seed = Option(
        "seed", .number(in: 0...Int.max), default: 7, placeholder: "NUMBER",
        help: "The same seed gives the same events.")
    private static let out = Option(
        "out", Reading<String>.path, placeholder: "FILE",
        help: "Write the events here instead of the output.")

    static let command = Command(
        "simulate", summary: "Write the events of a synthetic council as JSON lines.",
        discussion: """
            Children, households and records are invented. Volumes, months, sources, needs and how \
            often children come back follow what is published about the council. Duplicates, late \
            arrivals, corrections and records of the wrong child are included.
            """,
        options: [council, years, ending, seed, out], run: { try run($0) })

    private static func run(_ line: Invocation) throws {
        guard let profile = CouncilProfile.find(line[council]) else {
            throw Failure(
                "No published figures for a council “\(line[council])”. "
                    + "Try a GSS code such as E09000012.")
        }
        let simulation = Simulation(
            council: profile, years: line[years],
            endingOn: line[ending]?.day ?? Simulation.lastDay, seed: UInt64(line[seed]))
        let handle = try output(line[out])
        var buffer: [UInt8] = []
        for event in simulation.events {
            buffer += EventEncoder.encode(event)
            buffer.append(UInt8(ascii: "\n"))
            if buffer.count > 1 << 20 {
                try handle.write(contentsOf: buffer)
                buffer.removeAll(keepingCapacity: true)
            }
        }
        try handle.write(contentsOf: buffer)
        line.console.note(
            "\(simulation.events.count) events of \(profile.name), "
                + "\(simulation.period.lowerBound) to \(simulation.period.upperBound), "
                + "seed \(line[seed]). All of it is invented.")
    }

    private static func output(_ path: String?) throws -> FileHandle {
        guard let path else { return .standardOutput }
        guard FileManager.default.createFile(atPath: path, contents: nil),
            let handle = FileHandle(forWritingAtPath: path)
        else { throw Failure("The file \(path) cannot be written. Does its directory exist?") }
        return handle
    }
}
