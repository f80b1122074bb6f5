private import Catalogue
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
    public func tell(problem: String, solution: String, revision: Int, body: String) throws {
        try database.run(
            """
            INSERT INTO notice (problem, solution, revision, version, at, body)
            VALUES (?1, ?2, ?3, ?4, ?5, ?6)
            """, problem, solution, revision, Reading(database: database).version(), now, body)
    }

    /// Keeps what was told last of a pair.
    ///
    /// - Parameter open: the musts that were left open.
    public func remember(problem: String, solution: String, open: [String]) throws {
        try database.run(
            "INSERT OR REPLACE INTO told (problem, solution, open) VALUES (?1, ?2, ?3)", problem,
            solution, JSON.array(open.map { .string($0) }).written())
    }

    /// Forgets a pair: when it fits again it is told again.
    public func forget(problem: String, solution: String) throws {
        try database.run(
            "DELETE FROM told WHERE problem = ?1 AND solution = ?2", problem, solution)
    }
}

extension CatalogueStore {
    /// What was told last of a pair of a problem and a solution that fits.
    public struct ToldPair: Hashable, Sendable {
        public let problem: String
        public let solution: String
        /// The musts that were left open; nil where an earlier version of the program told it.
        public let open: [String]?
    }

    public func toldPairs() throws -> [ToldPair] {
        try reading { reading in
            try reading.database.query("SELECT problem, solution, open FROM told") { row in
                let open = row.optionalText(2).flatMap { try? JSON(parsing: $0).elements }
                return ToldPair(
                    problem: row.text(0), solution: row.text(1),
                    open: open?.compactMap(\.text))
            }
        }
    }

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
