extension Schema {
    /// A council is told again when the verdict has changed, and not for every version of a solution.
    static let telling = """
        -- What was told last of each pair that fits: the musts that the solution leaves open, as a JSON
        -- list of texts; NULL where an earlier version of the program told it.
        CREATE TABLE told (
            problem TEXT NOT NULL,
            solution TEXT NOT NULL,
            open TEXT,
            PRIMARY KEY (problem, solution)
        ) STRICT, WITHOUT ROWID;
        INSERT INTO told (problem, solution) SELECT DISTINCT problem, solution FROM notice;

        -- One version of a solution may be told twice: its certificates have dates.
        CREATE TABLE notice_again (
            number INTEGER PRIMARY KEY AUTOINCREMENT,
            problem TEXT NOT NULL,
            solution TEXT NOT NULL,
            revision INTEGER NOT NULL,
            version INTEGER NOT NULL,
            at INTEGER NOT NULL,
            body TEXT NOT NULL
        ) STRICT;
        INSERT INTO notice_again SELECT number, problem, solution, revision, version, at, body
            FROM notice ORDER BY number;
        DROP TABLE notice;
        ALTER TABLE notice_again RENAME TO notice;
        -- Why a webhook ended by itself.
        ALTER TABLE webhook ADD COLUMN ended TEXT;
        -- What nothing is signed with any more is not kept.
        UPDATE webhook SET secret = zeroblob(32) WHERE removed_at IS NOT NULL;
        CREATE INDEX notice_problem ON notice (problem, number);
        """
}
