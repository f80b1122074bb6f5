public import Catalogue
public import CatalogueStore

/// What somebody who writes an entry believes of it.
public enum Expected: Hashable, Sendable {
    /// That nobody has used its id.
    case new
    /// That it is there, at whatever revision.
    case there
    /// That it is at this revision, so that nobody's change is overwritten unseen.
    case revision(Int)
}

extension Desk {
    /// The key whose text somebody shows.
    ///
    /// - Throws: `Refusal`.
    public func key(shown text: String?) throws -> APIKey {
        guard let text, !text.isEmpty else { throw Refusal.keyMissing }
        do {
            guard let key = try store.key(shown: text) else { throw Refusal.keyUnknown }
            return key
        } catch let error as StoreError {
            throw Refusal.unavailable(error)
        }
    }

    /// Catalogues an entry, or another version of it.
    ///
    /// - Returns: the entry as it stands then; the same as before where nothing has changed.
    /// - Throws: `Refusal`.
    @discardableResult
    public func put<Value: Publishable>(
        _ entry: Value, by key: APIKey, expecting: Expected
    ) async throws -> Versioned<Value> {
        try key.require(Value.scope, of: entry.owner)
        return try await write(by: key.actor) { transaction in
            try transaction.check(entry.id, Value.self, is: expecting, for: key)
            _ = try entry.put(into: &transaction)
            guard case .there(let now) = try transaction.latest(entry.id, Value.self) else {
                throw Refusal.unknown(Value.kind, id: entry.id)
            }
            return now
        }
    }

    /// Takes an entry out of the catalogue. Its versions stay.
    ///
    /// - Throws: `Refusal`.
    public func withdraw<Value: Publishable>(
        _: Value.Type, _ id: String, by key: APIKey, expecting: Expected = .there
    ) async throws {
        try await write(by: key.actor) { transaction in
            try transaction.check(id, Value.self, is: expecting, for: key)
            _ = try transaction.withdraw(Value.kind, id)
        }
    }
}

extension CatalogueTransaction {
    /// Whether an entry is as its writer believes, and the key's to change.
    fileprivate func check<Value: Publishable>(
        _ id: String, _: Value.Type, is expected: Expected, for key: APIKey
    ) throws {
        switch (try latest(id, Value.self), expected) {
        case (.none, .new): return
        case (.there, .new), (.withdrawn, .new): throw Refusal.taken(Value.kind, id: id)
        case (.none, _): throw Refusal.unknown(Value.kind, id: id)
        case (.withdrawn, _): throw Refusal.withdrawn(Value.kind, id: id)
        case (.there(let now), .there): try key.require(Value.scope, of: now.entry.owner)
        case (.there(let now), .revision(let revision)):
            try key.require(Value.scope, of: now.entry.owner)
            guard now.revision == revision else {
                throw Refusal.stale(Value.kind, id: id, revision: now.revision)
            }
        }
    }
}

extension APIKey {
    /// - Throws: `Refusal` where the key may not do that for the organisation.
    func require(_ scope: Scope, of organisation: String) throws {
        guard !allows(scope, of: organisation) else { return }
        guard scopes.contains(scope) else {
            throw Refusal.notAllowed(
                "This key lacks the scope \(scope.rawValue). Ask for a key that has it.")
        }
        throw Refusal.notAllowed(
            "This key writes for “\(self.organisation)” alone, and this is “\(organisation)”’s.")
    }
}
