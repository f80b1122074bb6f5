internal import SQLite

/// What a store looks at when it is opened, before anything is answered from it: the whole file,
/// which is small.
enum StoreCheck {
    /// The mark's only level: how many transactions there were.
    static let commits: Int64 = 0

    /// What is wrong, a sentence each; empty where nothing is.
    ///
    /// - Parameter levels: what the mark says, read **before** the database is: another process may
    ///   be writing, and the mark comes after each commit.
    static func faults(
        _ levels: Result<HighWaterMark.Levels?, any Error>, _ database: Database
    ) -> [String] {
        do {
            let structure = database.structuralFaults(limit: 5)
            guard structure.isEmpty else {
                return structure.map { "The file is damaged: \($0)" }
            }
            return try database.transaction(.deferred) {
                try against(levels, database) + rows(database) + gaps(database)
            }
        } catch {
            return ["The file cannot be read: \(error)"]
        }
    }

    private static func against(
        _ levels: Result<HighWaterMark.Levels?, any Error>, _ database: Database
    ) throws -> [String] {
        let count = try commits(in: database)
        switch levels {
        case .failure(let error):
            return [
                "It cannot be told whether changes that were acknowledged are missing: \(error)"
            ]
        case .success(nil):
            return [
                "It cannot be told whether changes that were acknowledged are missing: the file "
                    + "\(CatalogueStore.markName) is not there."
            ]
        case .success(let levels?):
            let missing = (levels[commits] ?? 0) - count
            guard missing > 0 else { return [] }
            return ["The last \(missing) writes that were acknowledged are missing."]
        }
    }

    static func commits(in database: Database) throws -> Int64 {
        try database.first("SELECT count FROM commits") { $0.int64(0) } ?? 0
    }

    private static func rows(_ database: Database) throws -> [String] {
        try (Schema.checksummed + Schema.checksummedReleases).compactMap { table in
            let count = try table.unsoundRows(in: database)
            return count == 0
                ? nil
                : "\(count) \(count == 1 ? "row" : "rows") of \(table.name) "
                    + "\(count == 1 ? "is" : "are") not what was written."
        }
    }

    /// Every version has its line in the audit trail and its entry.
    private static func gaps(_ database: Database) throws -> [String] {
        let counts = try database.first(
            """
            SELECT (SELECT count(*) FROM change), (SELECT coalesce(max(version), 0) FROM change),
                (SELECT count(*) FROM entry)
            """
        ) { ($0.int(0), $0.int(1), $0.int(2)) }
        guard let (changes, version, entries) = counts, changes == version, entries == version
        else {
            return [
                "The catalogue’s history has a gap: there are \(counts?.0 ?? 0) changes and "
                    + "\(counts?.2 ?? 0) entries up to version \(counts?.1 ?? 0)."
            ]
        }
        return []
    }
}
