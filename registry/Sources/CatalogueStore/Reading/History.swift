public import Catalogue
internal import SQLite

/// One line of the audit trail.
public struct AuditLine: Hashable, Sendable {
    public enum Action: String, Hashable, Sendable { case put, withdraw }

    /// The catalogue version that the change made.
    public let version: Int
    /// Milliseconds since 1970 UTC.
    public let at: Int64
    /// Who: `key NAME of ORGANISATION`, or `command line`.
    public let actor: String
    public let action: Action
    public let kind: EntryKind
    public let id: String
    /// The how-manieth version of the entry.
    public let revision: Int
}

extension CatalogueStore {
    /// Everything as it was at a version of the catalogue.
    ///
    /// - Parameter version: nil for now.
    /// - Throws: `StoreError`, also for a version that there has not been yet.
    public func contents(asOf version: Int? = nil) throws -> CatalogueContents {
        try reading { reading in
            let newest = try reading.version()
            let version = version ?? newest
            guard (0...newest).contains(version) else {
                throw StoreError(
                    "The catalogue is at version \(newest); there is no version \(version) yet.")
            }
            return CatalogueContents(
                version: version,
                organisations: try reading.entries(Organisation.self, at: version),
                solutions: try reading.entries(Solution.self, at: version),
                problems: try reading.entries(Problem.self, at: version))
        }
    }

    /// Every version of one entry, the oldest first; withdrawals leave a gap in the revisions.
    public func history<Value: Entry>(of id: String, _: Value.Type) throws -> [Versioned<Value>] {
        try reading { reading in
            try reading.database.query(
                """
                SELECT body, revision, version FROM entry
                WHERE kind = ?1 AND id = ?2 AND body IS NOT NULL ORDER BY revision
                """, Value.kind.rawValue, id
            ) { try Reading.versioned($0) }
        }
    }

    /// The changes after a version, in order: what others who hold a version need to follow.
    public func changes(after version: Int, limit: Int = 1_000) throws -> [CatalogueChange] {
        try reading { try $0.changes(after: version, limit: limit) }
    }

    /// The audit trail, the newest line first.
    public func audit(limit: Int = 100, before version: Int = .max) throws -> [AuditLine] {
        try reading { reading in
            try reading.database.query(
                """
                SELECT version, at, actor, action, kind, id, revision FROM change
                WHERE version < ?1 ORDER BY version DESC LIMIT ?2
                """, version, limit
            ) { row in
                AuditLine(
                    version: row.int(0), at: row.int64(1), actor: row.text(2),
                    action: AuditLine.Action(rawValue: row.text(3)) ?? .put,
                    kind: EntryKind(rawValue: row.text(4)) ?? .solution, id: row.text(5),
                    revision: row.int(6))
            }
        }
    }

    /// Where the statistics of the words stand at a version of the catalogue.
    ///
    /// - Parameter version: nil for now.
    public func statistics(asOf version: Int? = nil) throws -> StatisticsClock {
        try reading { reading in
            var clock = StatisticsClock()
            var there: Set<String> = []
            let lines = try reading.database.query(
                """
                SELECT version, id, action FROM change WHERE kind = 'solution' AND version <= ?1
                ORDER BY version
                """, version ?? Int.max
            ) { (version: $0.int(0), id: $0.text(1), isPut: $0.text(2) == "put") }
            for line in lines {
                if line.isPut { there.insert(line.id) } else { there.remove(line.id) }
                clock.solutionChanged(at: line.version, leaving: there.count)
            }
            return clock
        }
    }
}

extension CatalogueTransaction {
    /// The catalogue's version, with what this transaction has changed.
    public func version() throws -> Int { try Reading(database: database).version() }

    /// The changes after a version as this transaction sees them: those of others, and its own.
    public func changes(after version: Int) throws -> [CatalogueChange] {
        try Reading(database: database).changes(after: version, limit: .max)
    }
}
