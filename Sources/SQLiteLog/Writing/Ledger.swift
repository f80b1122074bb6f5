internal import EventLog
internal import SQLite

/// Writes groups of requests, each group in one transaction: all of it or nothing.
///
/// Offsets are given out inside the transaction, under the file's write lock, so any number of
/// processes may append.
final class Ledger {
    let database: Database
    private let selectNext: Statement
    private let updateNext: Statement
    private let insertRecord: Statement

    init(_ database: Database) throws {
        self.database = database
        selectNext = try database.prepare("SELECT next FROM partitions WHERE id = ?1")
        updateNext = try database.prepare(
            """
            UPDATE partitions SET next = ?2, sum = row_checksum(id, topic, number, first, ?2)
            WHERE id = ?1
            """)
        insertRecord = try database.prepare(
            """
            INSERT INTO records (id, appended_at, key, value, headers, sum)
            VALUES (?1, ?2, ?3, ?4, ?5, ?6)
            """)
    }

    /// - Returns: what to tell each request: where its messages stand; and how far the partitions
    ///   go now that were appended to.
    /// - Throws: where nothing was written, for none of them.
    func write(
        _ requests: [Request], at now: Int64
    ) throws -> (answers: [Result<[Position], any Error>], levels: HighWaterMark.Levels) {
        try database.transaction(.immediate) {
            var next: [Int64: Int64] = [:]
            let answers = try requests.map { request -> Result<[Position], any Error> in
                switch request.work {
                case .append(let drafts):
                    return .success(try drafts.map { try append($0, at: now, next: &next) })
                case .commit(let group, let offsets):
                    try commit(offsets, by: group)
                case .trim(let offsets):
                    try trim(offsets)
                case .refuse(let error):
                    return .failure(error)
                }
                return .success([])
            }
            for (partition, offset) in next {
                try updateNext.bind(partition, at: 1)
                try updateNext.bind(offset, at: 2)
                _ = try updateNext.step()
            }
            return (answers, next)
        }
    }

    /// Writes without changing anything, to see whether that is possible.
    func probe() throws {
        try database.transaction(.immediate) {
            try database.run(
                "UPDATE partitions SET sum = sum WHERE id = (SELECT min(id) FROM partitions)")
        }
    }

    private func append(
        _ draft: Draft, at now: Int64, next: inout [Int64: Int64]
    ) throws -> Position {
        let offset = try next[draft.id] ?? stored(nextOf: draft.id)
        next[draft.id] = offset + 1
        let id = Schema.id(draft.id, offset)
        try insertRecord.bind(id, at: 1)
        try insertRecord.bind(now, at: 2)
        try insertRecord.bind(Schema.checksum(id: id, at: now, draft), at: 6)
        try insertRecord.withBorrowed(draft.key, at: 3) {
            try insertRecord.withBorrowed(draft.value, at: 4) {
                try insertRecord.withBorrowed(draft.headers, at: 5) {
                    _ = try insertRecord.step()
                }
            }
        }
        return Position(draft.partition, offset)
    }

    private func stored(nextOf partition: Int64) throws -> Int64 {
        try selectNext.bind(partition, at: 1)
        guard try selectNext.step() else {
            throw LogError.unavailable("The log's table of partitions was changed under it.")
        }
        defer { selectNext.reset() }
        return selectNext.row.int64(0)
    }

    private func commit(_ offsets: [PartitionOffset], by group: String) throws {
        for place in offsets {
            try database.run(
                """
                INSERT INTO positions (consumers, partition, next, sum)
                VALUES (?1, ?2, ?3, row_checksum(?1, ?2, ?3))
                ON CONFLICT DO UPDATE SET next = excluded.next, sum = excluded.sum
                """, group, place.partition, place.offset)
        }
    }

    private func trim(_ offsets: [PartitionOffset]) throws {
        for place in offsets {
            try database.run(
                """
                UPDATE partitions SET first = max(first, min(?2, next)),
                    sum = row_checksum(id, topic, number, max(first, min(?2, next)), next)
                WHERE id = ?1
                """, place.partition, place.offset)
            let first = try database.first(
                "SELECT first FROM partitions WHERE id = ?1", place.partition
            ) { $0.int64(0) }
            try database.run(
                "DELETE FROM records WHERE id >= ?1 AND id < ?2", Schema.id(place.partition, 0),
                Schema.id(place.partition, first ?? 0))
        }
    }
}

extension Statement {
    /// Lends bytes to a parameter for as long as the body runs.
    fileprivate func withBorrowed(
        _ bytes: [UInt8]?, at index: Int, _ body: () throws -> Void
    ) throws {
        guard let bytes else {
            try bindNull(at: index)
            return try body()
        }
        try bytes.withUnsafeBytes {
            try bind(borrowed: $0, at: index)
            try body()
        }
    }
}
