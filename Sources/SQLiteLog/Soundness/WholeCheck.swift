internal import EventLog
internal import SQLite

/// Looks every record of a log over, at one moment of it.
enum WholeCheck {
    /// What was looked at.
    struct Outcome {
        /// Sound records by topic.
        var records: [String: Int] = [:]
        /// Partitions that could not be read to their end.
        var unread: [Partition] = []
    }

    static func run(
        _ database: Database, _ table: PartitionTable, _ findings: Findings
    ) throws -> Outcome {
        try database.transaction(.deferred) {
            let extents = try database.extents()
            let select = try database.prepare(
                """
                SELECT id, appended_at, key, value, headers, sum FROM records
                WHERE id >= ?1 AND id < ?2 ORDER BY id
                """)
            var outcome = Outcome()
            for (id, partition) in table.all {
                let extent = extents[id] ?? 0..<0
                outcome.records[partition.topic, default: 0] += 0
                do {
                    outcome.records[partition.topic, default: 0] += try check(
                        id, partition, extent, select, table, findings)
                } catch let error as SQLiteError where error.isDamage {
                    select.reset()
                    findings.note("The log's file is damaged. \(error)")
                    outcome.unread.append(partition)
                }
            }
            let lost = try database.first(
                """
                SELECT count(*) FROM records
                WHERE id >> 40 NOT IN (SELECT id FROM partitions)
                """
            ) { $0.int(0) }
            if let lost, lost > 0 {
                findings.note("\(lost) records belong to no partition.")
            }
            return outcome
        }
    }

    /// - Returns: how many sound records there are.
    private static func check(
        _ id: Int64, _ partition: Partition, _ extent: Range<Int64>, _ select: Statement,
        _ table: PartitionTable, _ findings: Findings
    ) throws -> Int {
        try select.bind(Schema.id(id, 0), at: 1)
        try select.bind(Schema.id(id + 1, 0), at: 2)
        defer { select.reset() }
        var next = extent.lowerBound
        var sound = 0
        func pass(upTo offset: Int64) {
            guard next < offset else { return }
            for gap in table.missing(next..<offset, of: id) {
                findings.missing(gap, of: partition)
            }
        }
        while try select.step() {
            let offset = Schema.offset(of: select.row.int64(0))
            pass(upTo: offset)
            if extent.contains(offset), Schema.checksum(select.row) == select.row.int64(5) {
                sound += 1
            } else {
                findings.damaged(offset, of: partition)
            }
            next = offset + 1
        }
        pass(upTo: extent.upperBound)
        return sound
    }
}
