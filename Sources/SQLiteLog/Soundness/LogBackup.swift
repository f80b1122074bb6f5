private import EventLog
public import SQLite

/// Backups of a directory with a log.
public enum LogBackup {
    /// - Parameter others: files beside the log that belong to it, with their modes.
    public static func plan(others: [(name: String, mode: UInt32)] = []) -> DataBackup {
        DataBackup(
            kind: "log", database: Directory.fileName, mark: Directory.markName, others: others
        ) { database in
            let table = try PartitionTable(database)
            let findings = Findings("the backup")
            let outcome = try WholeCheck.run(database, table, findings)
            guard findings.isEmpty, table.unsound.isEmpty else {
                throw BackupError(
                    findings.faults.first?.description ?? "Its table of partitions is damaged.")
            }
            let levels = try database.extents().mapValues(\.upperBound)
            return (
                outcome.records.sorted { $0.key < $1.key }.map { "\($0.value) \($0.key)" }, levels
            )
        }
    }
}
