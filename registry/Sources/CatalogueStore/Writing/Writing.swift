public import Catalogue
internal import SQLite

/// Changes of the catalogue and what they cause, in one transaction.
public struct CatalogueTransaction: ~Copyable {
    let database: Database
    let actor: String
    let now: Int64

    /// What has changed so far, in order.
    public private(set) var changes: [CatalogueChange] = []

    /// Whether something was erased that must not stay in the write-ahead log either.
    var hasErased = false

    init(database: Database, actor: String, now: Int64) {
        (self.database, self.actor, self.now) = (database, actor, now)
    }

    /// Catalogues an entry, or another version of it.
    ///
    /// - Returns: the change; nil where the entry is already as it is given, and nothing was written.
    @discardableResult
    public mutating func put(_ organisation: Organisation) throws -> CatalogueChange? {
        try put(organisation) { .organisation($0) }
    }

    @discardableResult
    public mutating func put(_ solution: Solution) throws -> CatalogueChange? {
        try requireOrganisation(solution.supplier, .supplier, for: "supplier")
        guard let change = try put(solution, { .solution($0) }) else { return nil }
        try index(solution)
        return change
    }

    @discardableResult
    public mutating func put(_ problem: Problem) throws -> CatalogueChange? {
        try requireOrganisation(problem.council, .council, for: "council")
        return try put(problem) { .problem($0) }
    }

    /// Takes an entry out of the catalogue; its history stays.
    ///
    /// - Returns: nil where there is no such entry.
    @discardableResult
    public mutating func withdraw(_ kind: EntryKind, _ id: String) throws -> CatalogueChange? {
        guard let latest = try Reading(database: database).latest(kind, id), latest.body != nil
        else { return nil }
        if kind == .organisation { try requireNoEntries(of: id) }
        let version = try record(.withdraw, kind, id, revision: latest.revision + 1, body: nil)
        if kind == .solution { try unindex(id) }
        let change = CatalogueChange(version: version, .withdrawal(kind, id: id))
        changes.append(change)
        return change
    }

    private mutating func put<Value: Entry>(
        _ entry: Value, _ what: (Versioned<Value>) -> CatalogueChange.What
    ) throws -> CatalogueChange? {
        let body = entry.json.written()
        let latest = try Reading(database: database).latest(Value.kind, entry.id)
        guard latest?.body != body else { return nil }
        let revision = (latest?.revision ?? 0) + 1
        let version = try record(.put, Value.kind, entry.id, revision: revision, body: body)
        let versioned = Versioned(entry, revision: revision, version: version)
        let change = CatalogueChange(version: version, what(versioned))
        changes.append(change)
        return change
    }

    private func record(
        _ action: AuditLine.Action, _ kind: EntryKind, _ id: String, revision: Int, body: String?
    ) throws -> Int {
        let version = try Reading(database: database).version() + 1
        try database.run(
            """
            INSERT INTO change (version, at, actor, action, kind, id, revision)
            VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)
            """, version, now, actor, action.rawValue, kind.rawValue, id, revision)
        try database.run(
            "INSERT INTO entry (kind, id, revision, version, body) VALUES (?1, ?2, ?3, ?4, ?5)",
            kind.rawValue, id, revision, version, body)
        return version
    }
}

extension CatalogueStore {
    /// Changes the catalogue. All of it is written, durable when this returns, or nothing is.
    ///
    /// - Parameters:
    ///   - actor: who, for the audit trail.
    ///   - body: also writes what the changes cause: notices, what is to be sent.
    /// - Throws: `StoreError`, and whatever the body throws.
    @discardableResult
    public func write<Value: Sendable>(
        by actor: String, _ body: (inout CatalogueTransaction) throws -> Value
    ) throws -> Value {
        let now = clock()
        let (value, hasErased) = try writing { database in
            var transaction = CatalogueTransaction(database: database, actor: actor, now: now)
            let value = try body(&transaction)
            return (value, transaction.hasErased)
        }
        if hasErased { takeBackWriteAheadLog() }
        return value
    }
}
