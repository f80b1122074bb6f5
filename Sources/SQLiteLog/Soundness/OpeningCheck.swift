internal import EventLog
internal import SQLite

/// What a log looks at when it is opened, before anything is read from it or written to it.
enum OpeningCheck {
    /// Compares what the log holds with the mark of what it is known to have held.
    ///
    /// - Parameter levels: what the mark says, read **before** the database is: another process may
    ///   be appending, and the mark comes after each commit.
    static func run(
        _ levels: Result<HighWaterMark.Levels?, any Error>, _ database: Database,
        _ table: PartitionTable, _ findings: Findings
    ) throws {
        for partition in table.unsound {
            findings.note(
                "What is kept about the partition \(partition.topic)/\(partition.number) is not "
                    + "what was written.")
        }
        let extents = try database.extents()
        switch levels {
        case .failure(let error):
            findings.note(
                "It cannot be told whether records that were acknowledged are missing: \(error)")
        case .success(nil):
            findings.note(
                "It cannot be told whether records that were acknowledged are missing: the file "
                    + "\(Directory.markName) is not there.")
        case .success(let levels?):
            for (id, level) in levels {
                guard let extent = extents[id], let partition = table[id] else {
                    findings.note("A partition with \(level) records is missing from the log.")
                    continue
                }
                if extent.upperBound < level {
                    findings.missing(extent.upperBound..<level, of: partition)
                }
            }
        }
    }
}
