import Casework
import CommandLineTool
import SQLiteLog

/// `secondlook salvage`: what can be read of a damaged log.
enum SalvageCommand {
    private static let data = CommonOptions.data
    private static let to = Option(
        "to", Reading<String>.path, placeholder: "DIR",
        help: "Where to: a directory that is not there yet, or is empty.")

    static let command = Command(
        "salvage", summary: "Make a sound data directory of what can be read of a damaged one.",
        discussion: """
            For a log that is damaged and has no backup. The damaged directory stays as it is; every \
            sound record of it stands in the new one at its place, and what cannot be read is given \
            up: the new log no longer misses it. Stop the server first. Publishers should then send \
            again what they have sent lately; repeats do no harm.
            """,
        options: [data, to], run: { try run($0) })

    private static func run(_ line: Invocation) throws {
        guard let destination = line[to] else {
            throw UsageError("--to DIR is missing: where the new data directory is to be made.")
        }
        let outcome = try LogSalvage.run(
            from: line[data], to: destination, others: DataDirectory.others,
            at: WallClock.now().milliseconds)
        line.console.print(
            "\(destination) holds what could be read: \(words(outcome.saved)). "
                + "Given up: \(words(outcome.lost)). "
                + "Look at it with secondlook doctor --data \(destination).")
    }

    private static func words(_ counts: [String: Int]) -> String {
        counts.isEmpty
            ? "nothing"
            : counts.sorted { $0.key < $1.key }.map { "\($0.value) \($0.key)" }
                .joined(separator: ", ")
    }
}
