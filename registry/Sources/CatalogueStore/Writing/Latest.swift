public import Catalogue
private import SQLite

/// How an entry stands in the catalogue.
public enum Latest<Value: Entry>: Sendable {
    /// There never was one of that id.
    case none
    /// It was there and was withdrawn, at that revision.
    case withdrawn(revision: Int)
    case there(Versioned<Value>)
}

extension CatalogueTransaction {
    /// How an entry stands now, with what this transaction has changed: to decide a change by.
    public func latest<Value: Entry>(_ id: String, _: Value.Type) throws -> Latest<Value> {
        try Reading(database: database).standing(id, Value.self)
    }
}

extension CatalogueStore {
    /// How an entry stands now.
    public func latest<Value: Entry>(_ id: String, _: Value.Type) throws -> Latest<Value> {
        try reading { try $0.standing(id, Value.self) }
    }
}

extension Reading {
    fileprivate func standing<Value: Entry>(_ id: String, _: Value.Type) throws -> Latest<Value> {
        guard let latest = try latest(Value.kind, id) else { return .none }
        guard latest.body != nil else { return .withdrawn(revision: latest.revision) }
        let versioned: Versioned<Value>? = try database.first(
            "SELECT body, revision, version FROM entry WHERE kind = ?1 AND id = ?2 AND revision = ?3",
            Value.kind.rawValue, id, latest.revision
        ) { try Reading.versioned($0) }
        return versioned.map { .there($0) } ?? .none
    }
}
