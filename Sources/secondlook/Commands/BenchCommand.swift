import Casework
import CommandLineTool
import Events
import Foundation
import PolicyFiles
import Simulation
import Telemetry

/// `secondlook bench`: figures, measured here and now, with what they were measured on.
enum BenchCommand {
    static let command = Command(
        "bench", summary: "Measure this program on this machine.", subcommands: [latency, catchUp])

    private static let rate = Option(
        "rate", .number(in: 1...10_000), default: 200, placeholder: "NUMBER",
        help: "Events a second.")
    private static let seconds = Option(
        "seconds", .number(in: 1...600), default: 20, placeholder: "NUMBER", help: "For how long.")
    private static let events = Option(
        "events", .number(in: 1...20_000_000), default: 250_000, placeholder: "NUMBER",
        help: "How many events.")

    private static let latency = Command(
        "latency", summary: "Measure from POST /events to the server-sent event.",
        options: [rate, seconds],
        run: { line in
            try await withTemporaryDirectory { directory in
                let service = try Service(try settings(directory))
                let outcome = try await LatencyMeasurement(
                    service: service, rate: line[rate], seconds: line[seconds]
                ).run()
                await service.shutdown()
                line.console.print(machine)
                line.console.print(
                    "POST /events to server-sent event, \(line[rate]) events a second for "
                        + "\(line[seconds]) s, each leading to an alert, embedded log:")
                line.console.print(row("to the alert", outcome.latencies))
                line.console.print(row("to the 202", outcome.posts))
                line.console.print("\(outcome.events) events, \(outcome.missing) without an alert.")
                guard outcome.missing == 0 else { throw Failure("Alerts are missing.") }
            }
        })

    private static let catchUp = Command(
        "catch-up", summary: "Measure from a file of events to a complete board.",
        options: [events],
        run: { line in
            try await withTemporaryDirectory { directory in
                let file = directory + "/events.jsonl"
                let history = Simulation.load(events: line[events])
                try write(history, to: file)
                let size = try FileManager.default.attributesOfItem(atPath: file)[.size] as? Int
                var settings = try settings(directory + "/data")
                // It is the evening of the last event, so that what stands is what would have.
                if let last = history.last?.time {
                    settings.clock = { last.advanced(milliseconds: 3_600_000) }
                }
                let outcome = try await CatchUpMeasurement(file: file, settings: settings).run()
                line.console.print(machine)
                line.console.print(
                    "\(outcome.events) events of \(outcome.children) children, ten years, "
                        + "\((size ?? 0) / 1_000_000) MB of JSON lines, embedded log:")
                line.console.print("  durable in the log  \(figure(outcome.publishing)) s")
                line.console.print(
                    "  board complete      \(figure(outcome.complete)) s, "
                        + "\(outcome.revisions) alerts published")
                line.console.print("  peak memory         \(outcome.memory / 1_000_000) MB")
            }
        })

    private static func settings(_ directory: String) throws -> Service.Settings {
        Service.Settings(
            data: DataDirectory(path: directory), policy: try PolicyFile.standard().policy,
            write: Log(from: .warning))
    }

    private static func write(_ events: [Event], to file: String) throws {
        var bytes: [UInt8] = []
        for event in events {
            bytes += EventEncoder.encode(event)
            bytes.append(UInt8(ascii: "\n"))
        }
        try Data(bytes).write(to: URL(fileURLWithPath: file))
    }

    private static func withTemporaryDirectory(
        _ body: (String) async throws -> Void
    ) async throws {
        let path = NSTemporaryDirectory() + "secondlook-bench-\(UUID().uuidString)"
        try FileManager.default.createDirectory(
            atPath: path, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(atPath: path) }
        try await body(path)
    }

    private static var machine: String {
        let info = ProcessInfo.processInfo
        return "\(info.activeProcessorCount) processors, "
            + "\(info.physicalMemory / 1_000_000_000) GB of memory, \(info.operatingSystemVersionString)."
    }

    private static func row(_ name: String, _ values: Quantiles) -> String {
        "  \(name)  p50 \(figure(values.at(0.5))) ms, p99 \(figure(values.at(0.99))) ms, "
            + "most \(figure(values.most)) ms"
    }

    private static func figure(_ value: Double) -> String { String(format: "%.2f", value) }
}
