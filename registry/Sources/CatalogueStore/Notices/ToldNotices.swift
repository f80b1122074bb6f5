internal import SQLite

/// What a council was told: that a solution fits its problem.
public struct ToldNotice: Hashable, Sendable {
    /// Counts up: what a reader of a feed has seen up to.
    public let number: Int64
    /// Ids.
    public let problem: String
    public let solution: String
    /// The solution's revision.
    public let revision: Int
    /// The catalogue version at which it was told.
    public let version: Int
    /// Milliseconds since 1970 UTC.
    public let at: Int64
    /// JSON, with the reason.
    public let body: String
}

extension CatalogueTransaction {
    /// Keeps a notice.
    ///
    /// - Returns: false where it was told before, in which case nothing is kept and nothing must be
    ///   sent.
    public func tell(
        problem: String, solution: String, revision: Int, body: String
    ) throws -> Bool {
        try database.run(
            """
            INSERT INTO notice (problem, solution, revision, version, at, body)
            VALUES (?1, ?2, ?3, ?4, ?5, ?6) ON CONFLICT DO NOTHING
            """, problem, solution, revision, Reading(database: database).version(), now, body)
        return database.changes == 1
    }
}

extension CatalogueStore {
    /// Notices after a number, in order.
    ///
    /// - Parameter problem: of that problem alone; nil for all.
    public func notices(
        after number: Int64 = 0, problem: String? = nil, limit: Int = 100
    ) throws -> [ToldNotice] {
        try reading { reading in
            try reading.database.query(
                """
                SELECT number, problem, solution, revision, version, at, body FROM notice
                WHERE number > ?1 AND (?2 IS NULL OR problem = ?2) ORDER BY number LIMIT ?3
                """, number, problem, limit
            ) { row in
                ToldNotice(
                    number: row.int64(0), problem: row.text(1), solution: row.text(2),
                    revision: row.int(3), version: row.int(4), at: row.int64(5), body: row.text(6))
            }
        }
    }
}
