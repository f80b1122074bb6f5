public import Catalogue
internal import SQLite

extension CatalogueTransaction {
    /// Says of a change made in this transaction when what it says was first recorded, in another
    /// system: a notice keeps its date through every registry it passes (OCDS's release date).
    ///
    /// - Parameter recordedAt: milliseconds since 1970 UTC.
    public func keepOrigin(of change: CatalogueChange, recordedAt: Int64) throws {
        try database.run(
            "INSERT INTO origin (version, recorded_at) VALUES (?1, ?2)", change.version, recordedAt)
    }

    /// Whether there is such an entry now.
    public func holds(_ kind: EntryKind, _ id: String) throws -> Bool {
        try Reading(database: database).latest(kind, id)?.body != nil
    }

    /// When what an entry says now was first recorded in any system, in milliseconds since 1970 UTC;
    /// nil where there is no such entry now.
    public func recordedTime(_ kind: EntryKind, _ id: String) throws -> Int64? {
        guard let latest = try Reading(database: database).latest(kind, id), latest.body != nil
        else { return nil }
        return try database.first(
            """
            SELECT coalesce(recorded_at, at) FROM change LEFT JOIN origin USING (version)
            WHERE kind = ?1 AND id = ?2 AND revision = ?3
            """, kind.rawValue, id, latest.revision
        ) { $0.int64(0) }
    }

    /// Whether the catalogue has just this entry now.
    public func holds(_ entry: some Entry) throws -> Bool {
        let latest = try Reading(database: database).latest(type(of: entry).kind, entry.id)
        return latest?.body == entry.json.written()
    }
}

extension CatalogueStore {
    /// When what each change of a kind says was first recorded in any system, by the catalogue
    /// version of the change, in milliseconds since 1970 UTC.
    ///
    /// - Parameter version: the last version that is asked about.
    public func recordedTimes(of kind: EntryKind, upTo version: Int) throws -> [Int: Int64] {
        let times = try reading { reading in
            try reading.database.query(
                """
                SELECT version, coalesce(recorded_at, at) FROM change LEFT JOIN origin USING (version)
                WHERE kind = ?1 AND version <= ?2
                """, kind.rawValue, version
            ) { ($0.int(0), $0.int64(1)) }
        }
        return Dictionary(uniqueKeysWithValues: times)
    }
}
