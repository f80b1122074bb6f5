internal import SQLite

/// Copies the sound records of one partition, and notes the offsets of the others as given up.
struct PartitionSalvage {
    let old: Database
    let new: Database
    let id: Int64
    let newID: Int64
    let at: Int64
    /// Whether each record says what it should be; an older program's does not.
    let hasSums: Bool

    private struct Progress {
        var next: Int64 = 0
        var saved = 0
        var lost = 0
    }

    func run(upTo end: Int64) throws -> (saved: Int, lost: Int, next: Int64) {
        var progress = Progress()
        while true {
            do {
                try copy(&progress)
                break
            } catch let error as SQLiteError where error.isDamage {
                guard let place = try readable(after: progress.next, before: end) else { break }
                try giveUp(progress.next..<place, &progress)
            }
        }
        if progress.next < end { try giveUp(progress.next..<end, &progress) }
        try new.run(
            """
            UPDATE partitions SET next = ?2, sum = row_checksum(id, topic, number, first, ?2)
            WHERE id = ?1
            """, newID, progress.next)
        return (progress.saved, progress.lost, progress.next)
    }

    private func copy(_ progress: inout Progress) throws {
        let select = try old.prepare(
            """
            SELECT id, appended_at, key, value, headers, \(hasSums ? "sum" : "0") FROM records
            WHERE id >= ?1 AND id < ?2 ORDER BY id
            """)
        try select.bind(Schema.id(id, progress.next), at: 1)
        try select.bind(Schema.id(id + 1, 0), at: 2)
        while try select.step() {
            let row = select.row
            let offset = Schema.offset(of: row.int64(0))
            guard !hasSums || Schema.checksum(row) == row.int64(5) else { continue }
            if progress.next < offset { try giveUp(progress.next..<offset, &progress) }
            try new.run(
                """
                INSERT INTO records (id, appended_at, key, value, headers, sum)
                VALUES (?1, ?2, ?3, ?4, ?5, row_checksum(?1, ?2, ?3, ?4, ?5))
                """, Schema.id(newID, offset), row.int64(1), row.optionalBytes(2),
                row.optionalBytes(3), row.optionalBytes(4))
            progress.next = offset + 1
            progress.saved += 1
        }
    }

    /// The lowest offset from which on something can be read again.
    private func readable(after offset: Int64, before end: Int64) throws -> Int64? {
        guard offset + 1 < end else { return nil }
        return (offset + 1..<end).first { canRead(from: $0) }
    }

    private func canRead(from offset: Int64) -> Bool {
        let found = try? old.first(
            "SELECT id FROM records WHERE id >= ?1 AND id < ?2 ORDER BY id LIMIT 1",
            Schema.id(id, offset), Schema.id(id + 1, 0)
        ) { $0.int64(0) }
        return found != nil
    }

    private func giveUp(_ offsets: Range<Int64>, _ progress: inout Progress) throws {
        try new.run(
            """
            INSERT INTO losses (partition, first, next, at, sum)
            VALUES (?1, ?2, ?3, ?4, row_checksum(?1, ?2, ?3, ?4))
            """, newID, offsets.lowerBound, offsets.upperBound, at)
        progress.lost += offsets.count
        progress.next = offsets.upperBound
    }
}
