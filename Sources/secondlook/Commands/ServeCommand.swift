import Casework
import CommandLineTool
import PolicyFiles
import Telemetry

/// `secondlook serve`: everything, on one machine.
enum ServeCommand {
    private static let data = CommonOptions.data
    private static let policy = CommonOptions.policy
    private static let host = Option(
        "host", .text, default: "127.0.0.1", placeholder: "ADDRESS",
        help: "Listen on this address. Anything but this machine’s own wants a proxy with a login.")
    private static let port = Option(
        "port", short: "p", .number(in: 0...65_535, example: 8_080), default: 8_080,
        placeholder: "NUMBER", help: "Listen on this port; 0 takes any that is free.")
    private static let council = Option(
        "council", .text, default: "Your council", placeholder: "NAME",
        help: "Whose board it is, as it stands on every page.")

    static let command = Command(
        "serve", summary: "Take events, keep the alerts level and show the board.",
        discussion: """
            Ends politely on an interrupt (Ctrl-C) or a termination signal: requests under way are \
            answered first. Whatever was answered 202 is in the log, also if it is killed.
            """,
        options: [data, host, port, council, policy], run: { try await run($0) })

    private static func run(_ line: Invocation) async throws {
        let file = try line.policyFile(policy)
        let write = Log()
        let service = try Service(
            Service.Settings(
                data: DataDirectory(path: line[data]), host: line[host],
                port: UInt16(line[port]), council: line[council], policy: file.policy,
                write: write))
        service.adjustments.forEach(line.console.note)
        line.console.print(
            "Second Look is on http://\(line[host]):\(service.port), its log in \(line[data]). "
                + "Policy \(file.policy.version), digest \(file.policy.digest.prefix(8)).")
        let signal = await Signals.first()
        write(.info, "stopping", ["signal": LogValue(signal)])
        await service.shutdown()
    }
}
