extension Schema {
    /// Shortlistings that somebody had kept.
    static let shortlists = """
        CREATE TABLE shortlist (
            id TEXT PRIMARY KEY,
            at INTEGER NOT NULL,
            actor TEXT NOT NULL CHECK (actor <> ''),
            problem TEXT NOT NULL,
            version INTEGER NOT NULL,
            record TEXT NOT NULL
        ) STRICT;
        CREATE TRIGGER shortlist_is_never_rewritten BEFORE UPDATE ON shortlist
            BEGIN SELECT RAISE(ABORT, 'a kept shortlist is never rewritten'); END;
        CREATE TRIGGER shortlist_is_never_removed BEFORE DELETE ON shortlist
            BEGIN SELECT RAISE(ABORT, 'a kept shortlist is never rewritten'); END;
        CREATE INDEX shortlist_problem ON shortlist (problem, at);
        CREATE INDEX notice_problem ON notice (problem, number);
        """
}
