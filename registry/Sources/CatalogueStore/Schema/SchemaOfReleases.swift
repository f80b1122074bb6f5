internal import SQLite

extension Schema {
    /// The tables of this step each row of which says what it should be.
    static let checksummedReleases = [
        ChecksummedTable("release", columns: ["ocid", "id", "body"], key: ["ocid", "id"])
    ]

    /// The sixth step: releases of contracting processes come in any order and in parts.
    static let releases = """
        -- The releases of contracting processes as they came in, since what one says holds together
        -- with what those before and after it say.
        CREATE TABLE release (
            ocid TEXT NOT NULL CHECK (ocid <> ''),
            id TEXT NOT NULL CHECK (id <> ''),
            body TEXT NOT NULL,
            PRIMARY KEY (ocid, id)
        ) STRICT;
        \(checksummedReleases.map(\.migration).joined())
        """
}
