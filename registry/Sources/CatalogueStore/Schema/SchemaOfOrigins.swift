extension Schema {
    /// The second step: what came from elsewhere keeps its time.
    static let origins = """
        -- When what a change says was first recorded in any system, in milliseconds since 1970 UTC,
        -- where that was not here.
        CREATE TABLE origin (
            version INTEGER PRIMARY KEY REFERENCES change (version),
            recorded_at INTEGER NOT NULL
        ) STRICT;
        CREATE TRIGGER origin_is_never_rewritten BEFORE UPDATE ON origin
            BEGIN SELECT RAISE(ABORT, 'the audit trail is never rewritten'); END;
        CREATE TRIGGER origin_is_never_removed BEFORE DELETE ON origin
            BEGIN SELECT RAISE(ABORT, 'the audit trail is never shortened'); END;
        """
}
