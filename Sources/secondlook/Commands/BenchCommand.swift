import CommandLineTool
import Foundation
import PolicyFiles
import Telemetry

/// `secondlook bench`: figures, measured here and now, with what they were measured on.
enum BenchCommand {
    static let command = Command(
        "bench", summary: "Measure this program on this machine.",
        subcommands: [latency, CatchUpBench.command, KafkaBench.command])

    private static let rate = Option(
        "rate", .number(in: 1...10_000), default: 200, placeholder: "NUMBER",
        help: "Events a second.")
    private static let seconds = Option(
        "seconds", .number(in: 1...600), default: 20, placeholder: "NUMBER", help: "For how long.")

    private static let latency = Command(
        "latency", summary: "Measure from POST /events to the server-sent event.",
        discussion: """
            With --kafka, intake, engine and board are one process and the log is on Kafka, in topics \
            under a prefix of their own, which stay.
            """,
        options: [rate, seconds] + KafkaOptions.all,
        run: { line in
            try await withTemporaryDirectory { directory in
                var settings = try settings(directory)
                var place = "embedded log"
                if var kafka = try line.kafka() {
                    if kafka.prefix.isEmpty { kafka.prefix = "bench\(getpid())." }
                    try KafkaBench.makeTopics(kafka)
                    settings.openLog = { [kafka] in try kafka.openLog() }
                    place = "Kafka at \(kafka.brokers)"
                }
                let service = try Service(settings)
                let outcome = try await LatencyMeasurement(
                    service: service, rate: line[rate], seconds: line[seconds]
                ).run()
                await service.shutdown()
                line.console.print(machine)
                line.console.print(
                    "POST /events to server-sent event, \(line[rate]) events a second for "
                        + "\(line[seconds]) s, each leading to an alert, \(place):")
                line.console.print(row("to the alert", outcome.latencies))
                line.console.print(row("to the 202", outcome.posts))
                line.console.print("\(outcome.events) events, \(outcome.missing) without an alert.")
                guard outcome.missing == 0 else { throw Failure("Alerts are missing.") }
            }
        })

    static func settings(_ directory: String) throws -> Service.Settings {
        Service.Settings(
            data: DataDirectory(path: directory), policy: try PolicyFile.standard().policy,
            write: Log(from: .warning))
    }

    static func withTemporaryDirectory(
        _ body: (String) async throws -> Void
    ) async throws {
        let path = NSTemporaryDirectory() + "secondlook-bench-\(UUID().uuidString)"
        try FileManager.default.createDirectory(
            atPath: path, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(atPath: path) }
        try await body(path)
    }

    static var machine: String {
        let info = ProcessInfo.processInfo
        return "\(info.activeProcessorCount) processors, "
            + "\(info.physicalMemory / 1_000_000_000) GB of memory, \(info.operatingSystemVersionString)."
    }

    private static func row(_ name: String, _ values: Quantiles) -> String {
        "  \(name)  p50 \(figure(values.at(0.5))) ms, p99 \(figure(values.at(0.99))) ms, "
            + "most \(figure(values.most)) ms"
    }

    static func figure(_ value: Double) -> String { String(format: "%.2f", value) }
}
