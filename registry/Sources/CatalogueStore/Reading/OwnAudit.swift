internal import Catalogue
internal import SQLite

extension CatalogueStore {
    /// The lines of the audit trail that concern an organisation, the newest first: changes of what
    /// is or was its own, and whatever its keys have changed.
    public func audit(
        of organisation: String, limit: Int = 100, before version: Int = .max
    ) throws -> [AuditLine] {
        try reading { reading in
            try reading.database.query(
                """
                SELECT version, at, actor, action, kind, id, revision FROM change
                WHERE version < ?1 AND (
                    (kind = 'organisation' AND id = ?3)
                    OR actor IN (
                        SELECT 'key ' || name || ' of ' || organisation FROM api_key
                        WHERE organisation = ?3)
                    OR EXISTS (
                        SELECT 1 FROM entry WHERE entry.kind = change.kind AND entry.id = change.id
                            AND coalesce(body ->> 'supplier', body ->> 'council') = ?3))
                ORDER BY version DESC LIMIT ?2
                """, version, limit, organisation
            ) { row in
                AuditLine(
                    version: row.int(0), at: row.int64(1), actor: row.text(2),
                    action: AuditLine.Action(rawValue: row.text(3)) ?? .put,
                    kind: EntryKind(rawValue: row.text(4)) ?? .solution, id: row.text(5),
                    revision: row.int(6))
            }
        }
    }
}
