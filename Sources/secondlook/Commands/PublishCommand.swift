import Casework
import CommandLineTool
import EventLog
import Events
import Foundation

/// `secondlook publish`: a file of events into the log.
enum PublishCommand {
    private static let file = Argument(
        "FILE", Reading<String>.path,
        help: "JSON lines, one CloudEvent a line; - reads the standard input.")
    private static let data = CommonOptions.data

    static let command = Command(
        "publish", summary: "Put a file of events into the log.",
        discussion: """
            A line that cannot be read is named, with its number, and costs only itself; the \
            command then ends with status 1. Dates that cannot be are named too. A file that is \
            something else as a whole (UTF-16, compressed, one array) is named as what it is, and \
            nothing of it is published.

            Publishing a file twice changes nothing. What an embedded log has already, to the \
            letter, is not put there again; on Kafka, where a publisher need not be allowed to read, \
            it is, and the engine passes over it.
            """,
        options: [data] + KafkaOptions.all, arguments: [file], run: { try run($0) })

    private static func run(_ line: Invocation) throws {
        let handle = try open(line[file])
        let size = try? FileManager.default.attributesOfItem(atPath: line[file])[.size] as? Int
        let log = try line.openLog(in: data)
        defer { log.close() }
        let before = try line.kafka() == nil ? EventsBefore(in: log) : EventsBefore()
        var bar = ProgressBar(
            "Publishing", unit: "bytes", total: size, console: line.console)
        let outcome = try FilePublishing.publish(
            handle, to: Publishing(to: log), besides: before, progress: { bar.update($0) })
        bar.finish(size ?? 0)
        for (number, error) in outcome.refused {
            line.console.note("line \(number): \(error.description)")
        }
        if outcome.refusedCount > outcome.refused.count {
            line.console.note(
                "… and \(outcome.refusedCount - outcome.refused.count) lines more.")
        }
        for (number, doubt) in outcome.doubts {
            line.console.note(
                "line \(number): \(doubt.field) \(doubt.problem); taken, \(doubt.remedy).")
        }
        if outcome.doubtCount > outcome.doubts.count {
            line.console.note("… and \(outcome.doubtCount - outcome.doubts.count) dates more.")
        }
        let known = outcome.repeated
        line.console.print(
            "\(outcome.accepted) events published."
                + (known > 0 ? " \(known) were in the log already, to the letter." : ""))
        guard outcome.refusedCount == 0 else {
            throw Failure(
                "\(outcome.refusedCount) lines were not taken; mend them and publish again.")
        }
    }

    private static func open(_ path: String) throws -> FileHandle {
        if path == "-" { return .standardInput }
        guard let handle = FileHandle(forReadingAtPath: path) else {
            throw Failure("The file \(path) cannot be read. Is the path right?")
        }
        return handle
    }
}
