import Casework
import CommandLineTool
import Foundation
import SQLite

/// `secondlook backup`: the data directory as it is at this moment.
enum BackupCommand {
    private static let data = CommonOptions.data
    private static let to = Option(
        "to", Reading<String>.path, placeholder: "DIR",
        help: "Where to: a directory that is not there yet, or is empty.")

    static let command = Command(
        "backup", summary: "Back up the data directory, while the server runs.",
        discussion: """
            A backup is a directory of its own: the log as it was at one moment, with everything \
            that was acknowledged before, and the key of the links. It is checked record by record \
            before it gets its name. Children’s records are in it, and the key: keep it as safely \
            as the data directory.
            """,
        options: [data, to], run: { try run($0) })

    private static func run(_ line: Invocation) throws {
        guard let destination = line[to] else {
            throw UsageError("--to DIR is missing: where the backup is to be made.")
        }
        var bar = ProgressBar("Copying", unit: "pages", total: nil, console: line.console)
        var pages = 0
        let directory = DataDirectory(path: line[data])
        try directory.requireSoundLog()
        let manifest = try directory.backup.make(
            of: line[data], to: destination, at: WallClock.now().milliseconds
        ) { done, _ in
            pages = done
            bar.update(done)
        }
        bar.finish(pages)
        line.console.print(
            "\(destination) holds \(line[data]) as it was at \(manifest.moment): "
                + "\(manifest.summary).")
    }
}

/// `secondlook restore`: a data directory from a backup.
enum RestoreCommand {
    private static let data = CommonOptions.data
    private static let from = Option(
        "from", Reading<String>.path, placeholder: "DIR", help: "The directory of the backup.")

    static let command = Command(
        "restore", summary: "Make a data directory from a backup.",
        discussion: """
            Every file and record is checked, and nothing is written over: --data names a directory \
            that is not there yet, or is empty. What was acknowledged after the backup is not in \
            it: publishers send it again, and repeats do no harm.
            """,
        options: [from, data], run: { try run($0) })

    private static func run(_ line: Invocation) throws {
        guard let backup = line[from] else {
            throw UsageError("--from DIR is missing: the directory of the backup.")
        }
        let manifest = try DataDirectory(path: line[data]).backup.restore(backup, to: line[data])
        line.console.print(
            "\(line[data]) is as it was at \(manifest.moment): \(manifest.summary). "
                + "Files: \(manifest.names.joined(separator: ", ")).")
    }
}

extension BackupManifest {
    /// The moment that it holds, in UTC.
    var moment: String {
        Date(timeIntervalSince1970: Double(at) / 1_000)
            .formatted(
                .iso8601.year().month().day().time(includingFractionalSeconds: true).timeZone(
                    separator: .omitted))
    }
}
