internal import SQLite

extension Schema {
    /// The tables each row of which says what it should be.
    static let checksummed = [
        ChecksummedTable(
            "change", columns: ["version", "at", "actor", "action", "kind", "id", "revision"],
            key: ["version"]),
        ChecksummedTable(
            "entry", columns: ["kind", "id", "revision", "version", "body"],
            key: ["kind", "id", "revision"]),
        ChecksummedTable(
            "api_key",
            columns: ["name", "organisation", "scopes", "digest", "created_at", "revoked_at"],
            key: ["name"]),
        ChecksummedTable(
            "notice",
            columns: ["number", "problem", "solution", "revision", "version", "at", "body"],
            key: ["number"]),
        ChecksummedTable(
            "webhook",
            columns: [
                "number", "organisation", "problem", "address", "secret", "created_at",
                "removed_at",
            ], key: ["number"]),
        ChecksummedTable(
            "outbox",
            columns: [
                "number", "webhook", "body", "created_at", "attempts", "due_at", "settled_at",
                "outcome",
            ], key: ["number"]),
        ChecksummedTable(
            "shortlist", columns: ["id", "at", "actor", "problem", "version", "record"],
            key: ["id"]),
        ChecksummedTable("origin", columns: ["version", "recorded_at"], key: ["version"]),
    ]

    /// The fourth step: every row says what it should be, and how many writes there were stands here
    /// and in `registry.mark`. The secrets of webhooks that are no more are erased.
    static let sums =
        """
        UPDATE webhook SET secret = zeroblob(32) WHERE removed_at IS NOT NULL;
        DROP TRIGGER change_is_never_rewritten;
        DROP TRIGGER entry_is_never_overwritten;
        DROP TRIGGER shortlist_is_never_rewritten;
        DROP TRIGGER origin_is_never_rewritten;
        \(checksummed.map(\.migration).joined())
        CREATE TRIGGER change_is_never_rewritten
            BEFORE UPDATE OF version, at, actor, action, kind, id, revision ON change
            BEGIN SELECT RAISE(ABORT, 'the audit trail is never rewritten'); END;
        CREATE TRIGGER entry_is_never_overwritten
            BEFORE UPDATE OF kind, id, revision, version, body ON entry
            BEGIN SELECT RAISE(ABORT, 'an entry is never overwritten'); END;
        CREATE TRIGGER shortlist_is_never_rewritten
            BEFORE UPDATE OF id, at, actor, problem, version, record ON shortlist
            BEGIN SELECT RAISE(ABORT, 'a kept shortlist is never rewritten'); END;
        CREATE TRIGGER origin_is_never_rewritten
            BEFORE UPDATE OF version, recorded_at ON origin
            BEGIN SELECT RAISE(ABORT, 'the audit trail is never rewritten'); END;

        CREATE TABLE commits ( -- how many transactions have changed anything
            id INTEGER PRIMARY KEY CHECK (id = 1),
            count INTEGER NOT NULL
        ) STRICT;
        INSERT INTO commits (id, count) VALUES (1, 0);
        """

    /// The version of the schema from which on there is a mark beside the file.
    static let stepWithMark = 4
}
