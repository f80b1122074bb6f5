import Casework
import CommandLineTool
import Contract
import EventLog
import Events
import Foundation
import Simulation
import Timekeeping

/// `secondlook bench catch-up`: how long it takes until what is on disk is on the board, and what
/// an engine that starts on a full log needs for each of its stages, in time and in memory.
enum CatchUpBench {
    static let command = Command(
        "catch-up",
        summary: "Measure from a file of events to a complete board, and an engine's start.",
        options: [events, children],
        run: { line in
            try await BenchCommand.withTemporaryDirectory { directory in
                let file = directory + "/events.jsonl"
                var settings = try BenchCommand.settings(directory + "/data")
                let last = try write(
                    events: line[events], children: line[children] == 0 ? nil : line[children],
                    to: file)
                // It is the evening of the last event, so that what stands is what would have.
                let end = last.advanced(milliseconds: 3_600_000).milliseconds
                settings.clocks = MachineClocks(wall: { end }, steady: { 0 })
                let size = try FileManager.default.attributesOfItem(atPath: file)[.size] as? Int
                line.console.print(BenchCommand.machine)
                let whole = CatchUpMeasurement(file: file, settings: settings)
                let published = try whole.publish()
                let log = try settings.data.openLog()
                let measurement = EngineMeasurement(
                    log: log, policy: settings.policy,
                    timekeeper: Timekeeper(clocks: settings.clocks))
                let start = try measurement.run(group: "bench")
                let decoding = try measurement.decoding()
                log.close()
                let board = try await whole.complete()
                line.console.print(
                    "\(published.events) events of \(start.children) children, ten years, "
                        + "\((size ?? 0) / 1_000_000) MB of JSON lines, embedded log:")
                for row in [
                    "  durable in the log  \(figure(published.seconds)) s",
                    "  board complete      \(figure(board.seconds)) s later",
                    "  peak memory         \(board.memory / 1_000_000) MB",
                    "An engine from its start to ready, alone on the same log:",
                ] + rows(start, decoding: decoding) {
                    line.console.print(row)
                }
            }
        })

    private static let events = Option(
        "events", .number(in: 1...20_000_000), default: 250_000, placeholder: "NUMBER",
        help: "How many events.")
    private static let children = Option(
        "children", .number(in: 0...20_000_000), default: 0, placeholder: "NUMBER",
        help: "About how many children; 0 lets it come as it may, one for every three events.")

    private static func rows(
        _ start: EngineMeasurement.Outcome, decoding: Double
    ) -> [String] {
        let count = Double(max(1, start.records))
        func stage(_ seconds: Double) -> String {
            "\(figure(seconds)) s, \(figure(seconds / count * 1_000_000)) µs an event"
        }
        return [
            "  start to ready      \(stage(start.total)): "
                + "\(Int(count / start.total)) events a second",
            "    read              \(stage(start.reading))",
            "    decode and fold   \(stage(start.folding)); "
                + "processors \(stage(start.foldingProcessor))",
            "    appraise          \(stage(start.reconciling)): \(start.appraisals) children",
            "    append alerts     \(figure(start.appending)) s: \(start.revisions)",
            "  processor time      \(stage(start.processor))",
            "  scan alone          \(stage(decoding)), one thread",
            "  resident memory     \(start.resident / 1_000_000) MB: "
                + "\(start.resident / max(1, start.children)) bytes a child, "
                + "\(start.resident / max(1, start.records)) bytes an event "
                + "(\(start.bytes / max(1, start.records)) bytes in the log)",
        ]
    }

    /// - Returns: when the last event was recorded.
    private static func write(
        events count: Int, children: Int?, to file: String
    ) throws -> Moment {
        let history = Simulation.load(events: count, children: children)
        guard FileManager.default.createFile(atPath: file, contents: nil),
            let handle = FileHandle(forWritingAtPath: file)
        else {
            throw Failure("The file \(file) cannot be written.")
        }
        var bytes: [UInt8] = []
        for event in history {
            bytes += EventEncoder.encode(event)
            bytes.append(UInt8(ascii: "\n"))
            if bytes.count > 1 << 20 {
                try handle.write(contentsOf: bytes)
                bytes.removeAll(keepingCapacity: true)
            }
        }
        try handle.write(contentsOf: bytes)
        try handle.close()
        return history.last?.time ?? Moment(milliseconds: 0)
    }

    private static func figure(_ value: Double) -> String { BenchCommand.figure(value) }
}
