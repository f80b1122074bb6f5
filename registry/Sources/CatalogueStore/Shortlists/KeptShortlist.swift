internal import SQLite

/// A shortlisting that somebody had kept, to justify a choice by later.
public struct KeptShortlist: Hashable, Sendable {
    /// The first 20 hexadecimal digits of the record's digest, so that an id stands for its bytes.
    public let id: String
    /// Milliseconds since 1970 UTC.
    public let at: Int64
    /// Who had it kept.
    public let actor: String
    /// An id.
    public let problem: String
    /// The catalogue's version that was matched.
    public let version: Int
    /// The bytes, as they were exported.
    public let record: String
}

extension CatalogueTransaction {
    /// Keeps a record. One that is kept already stays as it is.
    public func keep(
        shortlist id: String, problem: String, version: Int, record: String
    ) throws {
        try database.run(
            """
            INSERT INTO shortlist (id, at, actor, problem, version, record)
            VALUES (?1, ?2, ?3, ?4, ?5, ?6) ON CONFLICT (id) DO NOTHING
            """, id, now, actor, problem, version, record)
    }
}

extension CatalogueStore {
    /// The record of an id; nil where there is none.
    public func shortlist(_ id: String) throws -> KeptShortlist? {
        try reading { reading in
            try reading.database.first(
                "SELECT id, at, actor, problem, version, record FROM shortlist WHERE id = ?1", id
            ) { row in
                KeptShortlist(
                    id: row.text(0), at: row.int64(1), actor: row.text(2), problem: row.text(3),
                    version: row.int(4), record: row.text(5))
            }
        }
    }
}
