/// The tables. What must never happen is refused here, whoever writes.
enum Schema {
    /// One step a published version; a step is never changed, another is added.
    static let steps = [first, shortlists, origins, telling, sums, releases]

    private static let first = """
        -- The audit trail: every change of the catalogue, who made it and when. The number is the
        -- catalogue's version.
        CREATE TABLE change (
            version INTEGER PRIMARY KEY CHECK (version > 0),
            at INTEGER NOT NULL,
            actor TEXT NOT NULL CHECK (actor <> ''),
            action TEXT NOT NULL CHECK (action IN ('put', 'withdraw')),
            kind TEXT NOT NULL CHECK (kind IN ('organisation', 'solution', 'problem')),
            id TEXT NOT NULL,
            revision INTEGER NOT NULL CHECK (revision > 0)
        ) STRICT;
        CREATE TRIGGER change_is_never_rewritten BEFORE UPDATE ON change
            BEGIN SELECT RAISE(ABORT, 'the audit trail is never rewritten'); END;
        CREATE TRIGGER change_is_never_removed BEFORE DELETE ON change
            BEGIN SELECT RAISE(ABORT, 'the audit trail is never rewritten'); END;
        CREATE TRIGGER change_counts_up BEFORE INSERT ON change
            WHEN NEW.version <> (SELECT coalesce(max(version), 0) + 1 FROM change)
            BEGIN SELECT RAISE(ABORT, 'catalogue versions count up by one'); END;

        -- Every version of every entry. A body that is NULL says that it was withdrawn.
        CREATE TABLE entry (
            kind TEXT NOT NULL,
            id TEXT NOT NULL,
            revision INTEGER NOT NULL,
            version INTEGER NOT NULL UNIQUE REFERENCES change (version),
            body TEXT,
            PRIMARY KEY (kind, id, revision)
        ) STRICT, WITHOUT ROWID;
        CREATE TRIGGER entry_is_never_overwritten BEFORE UPDATE ON entry
            BEGIN SELECT RAISE(ABORT, 'an entry is never overwritten'); END;
        CREATE TRIGGER entry_is_never_removed BEFORE DELETE ON entry
            BEGIN SELECT RAISE(ABORT, 'an entry is never overwritten'); END;

        -- The latest version of each entry that was not withdrawn.
        CREATE VIEW current AS
            SELECT kind, id, revision, version, body FROM entry AS this
            WHERE body IS NOT NULL AND NOT EXISTS (
                SELECT 1 FROM entry AS later
                WHERE later.kind = this.kind AND later.id = this.id
                    AND later.revision > this.revision);

        -- The words of the solutions as they are now, for SQLite's own search.
        CREATE TABLE solution_row (row INTEGER PRIMARY KEY, id TEXT NOT NULL UNIQUE) STRICT;
        CREATE VIRTUAL TABLE solution_words USING fts5 (
            name, problems_tackled, summary, features, benefits, description,
            tokenize = 'porter unicode61');

        CREATE TABLE api_key (
            name TEXT PRIMARY KEY,
            organisation TEXT NOT NULL CHECK (organisation <> ''),
            scopes TEXT NOT NULL CHECK (scopes <> ''),
            digest BLOB NOT NULL CHECK (length(digest) = 32),
            created_at INTEGER NOT NULL,
            revoked_at INTEGER
        ) STRICT;

        -- What a council was told. Once for each version of a solution.
        CREATE TABLE notice (
            number INTEGER PRIMARY KEY AUTOINCREMENT,
            problem TEXT NOT NULL,
            solution TEXT NOT NULL,
            revision INTEGER NOT NULL,
            version INTEGER NOT NULL,
            at INTEGER NOT NULL,
            body TEXT NOT NULL,
            UNIQUE (problem, solution, revision)
        ) STRICT;

        -- Where notices and changes are sent to.
        CREATE TABLE webhook (
            number INTEGER PRIMARY KEY AUTOINCREMENT,
            organisation TEXT NOT NULL,
            problem TEXT,
            address TEXT NOT NULL,
            secret BLOB NOT NULL CHECK (length(secret) = 32),
            created_at INTEGER NOT NULL,
            removed_at INTEGER
        ) STRICT;

        -- What is still to be sent: written in the transaction of what caused it.
        CREATE TABLE outbox (
            number INTEGER PRIMARY KEY AUTOINCREMENT,
            webhook INTEGER NOT NULL REFERENCES webhook (number),
            body TEXT NOT NULL,
            created_at INTEGER NOT NULL,
            attempts INTEGER NOT NULL DEFAULT 0,
            due_at INTEGER NOT NULL,
            settled_at INTEGER,
            outcome TEXT
        ) STRICT;
        CREATE INDEX outbox_due ON outbox (due_at) WHERE settled_at IS NULL;
        """
}
