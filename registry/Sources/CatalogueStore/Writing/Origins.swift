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
