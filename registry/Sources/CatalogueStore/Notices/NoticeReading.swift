internal import SQLite

extension CatalogueStore {
    /// The number of the last notice; 0 where there is none.
    public func lastNotice() throws -> Int64 {
        try reading { reading in
            try reading.database.first("SELECT coalesce(max(number), 0) FROM notice") {
                $0.int64(0)
            } ?? 0
        }
    }

    /// The latest notices about a problem or about an organisation's solutions, the newest first.
    ///
    /// - Parameters:
    ///   - problem: an id; nil for all.
    ///   - supplier: of the solutions that the organisation has now; nil for all.
    public func latestNotices(
        problem: String? = nil, supplier: String? = nil, limit: Int
    ) throws -> [ToldNotice] {
        try reading { reading in
            try reading.database.query(
                """
                SELECT number, problem, solution, revision, version, at, body FROM notice
                WHERE (?1 IS NULL OR problem = ?1) AND (?2 IS NULL OR solution IN (
                    SELECT id FROM current WHERE kind = 'solution' AND body ->> 'supplier' = ?2))
                ORDER BY number DESC LIMIT ?3
                """, problem, supplier, limit
            ) { CatalogueStore.notice($0) }
        }
    }

    static func notice(_ row: Row) -> ToldNotice {
        ToldNotice(
            number: row.int64(0), problem: row.text(1), solution: row.text(2),
            revision: row.int(3), version: row.int(4), at: row.int64(5), body: row.text(6))
    }
}
