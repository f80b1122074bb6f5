internal import SQLite

/// A release of a contracting process as it came in.
public struct KeptRelease: Hashable, Sendable {
    /// The contracting process.
    public let ocid: String
    /// Names the release within its process.
    public let id: String
    /// The release in JSON.
    public let body: String

    public init(ocid: String, id: String, body: String) {
        (self.ocid, self.id, self.body) = (ocid, id, body)
    }
}

extension CatalogueTransaction {
    /// Keeps a release; another of the same process and id takes its place.
    public func keep(_ release: KeptRelease) throws {
        try database.run(
            """
            INSERT INTO release (ocid, id, body) VALUES (?1, ?2, ?3)
            ON CONFLICT (ocid, id) DO UPDATE SET body = excluded.body
                WHERE body <> excluded.body
            """, release.ocid, release.id, release.body)
    }
}

extension CatalogueStore {
    /// The releases of a contracting process that have come in so far.
    public func releases(of ocid: String) throws -> [KeptRelease] {
        try reading { reading in
            try reading.database.query(
                "SELECT id, body FROM release WHERE ocid = ?1 ORDER BY id", ocid
            ) { KeptRelease(ocid: ocid, id: $0.text(0), body: $0.text(1)) }
        }
    }
}
