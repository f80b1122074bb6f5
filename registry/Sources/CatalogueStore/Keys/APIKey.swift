internal import Catalogue
private import Digests
internal import SQLite

/// What a key lets its holder do. Reading needs none.
public enum Scope: String, Hashable, Sendable, CaseIterable {
    /// Catalogue, change and withdraw the organisation's own solutions.
    case writeSolutions = "write-solutions"
    /// Publish, change and withdraw the organisation's own problems, and its webhooks.
    case writeProblems = "write-problems"
    /// Everything, of every organisation.
    case admin
}

/// A key of an organisation. The secret itself is nowhere kept.
public struct APIKey: Hashable, Sendable {
    /// What it is called; no secret.
    public let name: String
    /// An organisation's id.
    public let organisation: String
    public let scopes: Set<Scope>
    /// Milliseconds since 1970 UTC.
    public let createdAt: Int64
    /// Nil while it is good.
    public let revokedAt: Int64?

    /// Whether it may do what a scope stands for, for an organisation.
    public func allows(_ scope: Scope, of organisation: String) -> Bool {
        scopes.contains(.admin) || (scopes.contains(scope) && organisation == self.organisation)
    }

    /// How the audit trail names whoever uses it.
    public var actor: String { "key \(name) of \(organisation)" }
}

extension CatalogueStore {
    /// Makes a key for an organisation of the catalogue.
    ///
    /// - Returns: the key, and the text that its holder keeps. It cannot be had again.
    public func createKey(
        for organisation: String, scopes: Set<Scope>
    ) throws -> (key: APIKey, text: String) {
        guard !scopes.isEmpty else { throw StoreError("A key needs a scope. Name at least one.") }
        let token = Token.random()
        let digest = Token.digest(of: token.text)
        let now = clock()
        try writing { database in
            let latest = try Reading(database: database).latest(.organisation, organisation)
            guard latest?.body != nil else {
                throw StoreError(
                    "There is no organisation “\(organisation)”. Import it first, or mend the id.")
            }
            try database.run(
                """
                INSERT INTO api_key (name, organisation, scopes, digest, created_at)
                VALUES (?1, ?2, ?3, ?4, ?5)
                """, token.name, organisation,
                scopes.map(\.rawValue).sorted().joined(separator: " "), digest, now)
        }
        return (
            APIKey(
                name: token.name, organisation: organisation, scopes: scopes, createdAt: now,
                revokedAt: nil), token.text
        )
    }

    /// All keys, good and revoked, the oldest first.
    public func keys() throws -> [APIKey] {
        try reading { reading in
            try reading.database.query(
                """
                SELECT name, organisation, scopes, created_at, revoked_at FROM api_key
                ORDER BY created_at, name
                """
            ) { CatalogueStore.key($0) }
        }
    }

    /// Takes a key's power away for good.
    ///
    /// - Returns: whether there was a good one of that name.
    public func revokeKey(_ name: String) throws -> Bool {
        let now = clock()
        return try writing { database in
            try database.run(
                "UPDATE api_key SET revoked_at = ?2 WHERE name = ?1 AND revoked_at IS NULL", name,
                now)
            return database.changes == 1
        }
    }

    /// The key whose text somebody shows; nil where there is none, or it was revoked.
    public func key(shown text: String) throws -> APIKey? {
        guard let name = Token.name(in: text) else { return nil }
        return try reading { reading in
            let found = try reading.database.first(
                """
                SELECT name, organisation, scopes, created_at, revoked_at, digest FROM api_key
                WHERE name = ?1 AND revoked_at IS NULL
                """, name
            ) { (CatalogueStore.key($0), $0.bytes(5)) }
            guard let (key, digest) = found, Token.matches(text, digest: digest) else { return nil }
            return key
        }
    }

    private static func key(_ row: Row) -> APIKey {
        APIKey(
            name: row.text(0), organisation: row.text(1),
            scopes: Set(row.text(2).split(separator: " ").compactMap { Scope(rawValue: "\($0)") }),
            createdAt: row.int64(3), revokedAt: row.optionalInt64(4))
    }
}
