import CatalogueStore
import CommandLineTool
import Foundation
import SQLite

/// `secondlook-registry backup`: the registry as it is at this moment.
enum BackupCommand {
    private static let data = CommonOptions.data
    private static let to = Option(
        "to", Reading<String>.path, placeholder: "DIR",
        help: "Where to: a directory that is not there yet, or is empty.")

    static let command = Command(
        "backup", summary: "Back up the registry, while the server runs.",
        discussion: """
            A backup is a directory of its own: the registry as it was at one moment, with \
            everything that was acknowledged before, checked before it gets its name. The secrets of \
            webhooks are in it: keep it as safely as the registry.
            """,
        options: [data, to],
        run: { line in
            guard let destination = line[to] else {
                throw UsageError("--to DIR is missing: where the backup is to be made.")
            }
            // Says what is wrong with it.
            _ = try CatalogueStore(reading: line[data])
            let manifest = try StoreBackup.plan.make(
                of: line[data], to: destination, at: CatalogueStore.wallClock())
            line.console.print(
                "\(destination) holds \(line[data]) as it was at \(moment(manifest)): "
                    + "\(manifest.summary).")
        })

    static func moment(_ manifest: BackupManifest) -> String {
        Date(timeIntervalSince1970: Double(manifest.at) / 1_000).formatted(.iso8601)
    }
}

/// `secondlook-registry restore`: a registry from a backup.
enum RestoreCommand {
    private static let data = CommonOptions.data
    private static let from = Option(
        "from", Reading<String>.path, placeholder: "DIR", help: "The directory of the backup.")

    static let command = Command(
        "restore", summary: "Make a registry from a backup.",
        discussion: """
            Every file and row is checked, and nothing is written over: --data names a directory \
            that is not there yet, or is empty.
            """,
        options: [from, data],
        run: { line in
            guard let backup = line[from] else {
                throw UsageError("--from DIR is missing: the directory of the backup.")
            }
            let manifest = try StoreBackup.plan.restore(backup, to: line[data])
            line.console.print(
                "\(line[data]) is as it was at \(BackupCommand.moment(manifest)): "
                    + "\(manifest.summary).")
        })
}
