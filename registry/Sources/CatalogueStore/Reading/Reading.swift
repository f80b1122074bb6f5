import Catalogue
import SQLite

/// Questions to one view of the file. It must not leave the transaction that it is made in; it can be
/// copied all the same, because the optimiser of Swift 6.3 crashes on lending what cannot be.
struct Reading {
    let database: Database

    func version() throws -> Int {
        try database.first("SELECT coalesce(max(version), 0) FROM change") { $0.int(0) } ?? 0
    }

    /// The latest versions of all entries of a kind at a version of the catalogue.
    func entries<Value: Entry>(_: Value.Type, at version: Int) throws -> [Versioned<Value>] {
        // The largest revision of each up to then; its body may say that it was withdrawn.
        try database.query(
            """
            SELECT body, revision, version FROM entry AS this
            WHERE kind = ?1 AND version <= ?2 AND body IS NOT NULL AND NOT EXISTS (
                SELECT 1 FROM entry AS later WHERE later.kind = ?1 AND later.id = this.id
                    AND later.revision = this.revision + 1 AND later.version <= ?2)
            ORDER BY id
            """, Value.kind.rawValue, version
        ) { try Reading.versioned($0) }
    }

    static func versioned<Value: Entry>(_ row: Row) throws -> Versioned<Value> {
        do {
            let entry = try Value(json: JSON(parsing: row.text(0)))
            return Versioned(entry, revision: row.int(1), version: row.int(2))
        } catch {
            throw StoreError(
                "A \(Value.kind) that came with version \(row.int(2)) can no longer be read: "
                    + "\(error) It was written by another version of this program: use that one.")
        }
    }

    /// The latest revision of an entry and whether it was withdrawn; nil where there never was one.
    func latest(_ kind: EntryKind, _ id: String) throws -> (revision: Int, body: String?)? {
        try database.first(
            """
            SELECT revision, body FROM entry WHERE kind = ?1 AND id = ?2
            ORDER BY revision DESC LIMIT 1
            """, kind.rawValue, id
        ) { ($0.int(0), $0.optionalText(1)) }
    }

    func changes(after version: Int, limit: Int) throws -> [CatalogueChange] {
        try database.query(
            """
            SELECT body, revision, version, kind, id FROM entry WHERE version > ?1
            ORDER BY version LIMIT ?2
            """, version, limit
        ) { row in
            guard let kind = EntryKind(rawValue: row.text(3)) else {
                throw StoreError("The audit trail names a kind of entry that is not known.")
            }
            let what: CatalogueChange.What =
                if row.isNull(0) {
                    .withdrawal(kind, id: row.text(4))
                } else {
                    switch kind {
                    case .organisation: .organisation(try Reading.versioned(row))
                    case .solution: .solution(try Reading.versioned(row))
                    case .problem: .problem(try Reading.versioned(row))
                    }
                }
            return CatalogueChange(version: row.int(2), what)
        }
    }
}
