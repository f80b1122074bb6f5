public import Catalogue
public import CatalogueStore

/// Why the desk did not do what it was asked to. Nothing was changed.
public enum Refusal: Error, Hashable, Sendable {
    /// Writing needs a key, and none was shown.
    case keyMissing
    /// The key that was shown is none of ours, or was revoked.
    case keyUnknown
    /// The key is good and does not reach that far; why, as a sentence.
    case notAllowed(String)
    case unknown(EntryKind, id: String)
    case withdrawn(EntryKind, id: String)
    /// The id belongs to another entry already, or did.
    case taken(EntryKind, id: String)
    /// Somebody has changed the entry since it was read; its revision now.
    case stale(EntryKind, id: String, revision: Int)
    /// What is wrong, field by field.
    case invalid(EntryErrors)
    /// The store could not be used; it says whether trying again helps.
    case unavailable(StoreError)
}

extension Refusal: CustomStringConvertible {
    public var description: String {
        switch self {
        case .keyMissing:
            "Writing needs a key. Send it as “Authorization: Bearer KEY”."
        case .keyUnknown:
            "This key is not good: mistyped, or revoked. Ask whoever runs the registry for another."
        case .notAllowed(let why): why
        case .unknown(let kind, let id):
            "There is no \(kind.rawValue) “\(id)”. Look for its id in the list."
        case .withdrawn(let kind, let id):
            "The \(kind.rawValue) “\(id)” was withdrawn. Its versions can still be read."
        case .taken(let kind, let id):
            "The id “\(id)” is that of another \(kind.rawValue). Choose another, or leave it out."
        case .stale(let kind, let id, let revision):
            """
            The \(kind.rawValue) “\(id)” was changed meanwhile and is at revision \(revision). Read \
            it again, and make your change to that.
            """
        case .invalid(let errors): "\(errors)"
        case .unavailable(let error): "\(error)"
        }
    }
}
