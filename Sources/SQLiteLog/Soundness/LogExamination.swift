public import EventLog
public import SQLite

/// What a look at a whole log brought.
public struct LogExamination: Sendable {
    /// Sound records by topic.
    public let records: [String: Int]
    /// What is wrong, each with what to do about it.
    public let faults: [LogFault]
    /// What SQLite itself finds wrong with the file.
    public let structure: [String]
    /// Partitions that could not be read to their end.
    public let unread: [Partition]
    /// The disk's space; nil where that cannot be told.
    public let space: DiskSpace?
    /// The directory and files of it that others than their owner and group may look into.
    public let openFiles: [String]
}

extension SQLiteLog {
    /// Reads every record and compares it with its checksum, compares the log with its mark, and
    /// has SQLite look at the file's structure. Takes about a second for each GB.
    public func examine() throws -> LogExamination {
        let (structure, outcome) = try survey.ask { database in
            let structure = database.structuralFaults()
            return (structure, try WholeCheck.run(database, table, findings))
        }
        for fault in structure.prefix(3) { findings.note("The log's file is damaged: \(fault).") }
        return LogExamination(
            records: outcome.records, faults: faults, structure: structure,
            unread: outcome.unread, space: DiskSpace(at: directory.path),
            openFiles: [directory.path, directory.file, directory.mark].filter {
                PrivateFile.isOpenToAll($0)
            })
    }
}
