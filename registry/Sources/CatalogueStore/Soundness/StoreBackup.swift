public import SQLite

/// Backups of a directory with a registry.
public enum StoreBackup {
    public static let plan = DataBackup(
        kind: "registry", database: CatalogueStore.fileName, mark: CatalogueStore.markName,
        others: []
    ) { database in
        let faults = StoreCheck.faults(.success([:]), database)
        if let fault = faults.first { throw BackupError(fault) }
        let counts = try database.first(
            """
            SELECT (SELECT count(*) FROM current WHERE kind = 'organisation'),
                (SELECT count(*) FROM current WHERE kind = 'solution'),
                (SELECT count(*) FROM current WHERE kind = 'problem'),
                (SELECT coalesce(max(version), 0) FROM change),
                (SELECT count(*) FROM notice),
                (SELECT count(*) FROM webhook WHERE removed_at IS NULL),
                (SELECT count(*) FROM api_key WHERE revoked_at IS NULL)
            """
        ) { row in (0..<7).map { row.int($0) } }
        let names = [
            "organisations", "solutions", "problems", "versions", "notices", "webhooks", "keys",
        ]
        return (
            zip(counts ?? [], names).map { "\($0) \($1)" },
            [StoreCheck.commits: try StoreCheck.commits(in: database)]
        )
    }
}
