/// A record taken back: it was recorded for the wrong child, or should not have been recorded.
public struct Retraction: Hashable, Sendable {
    /// The record taken back.
    public var record: RecordReference
    /// Why, in the words of whoever took it back.
    public var reason: String

    public init(record: RecordReference, reason: String) {
        self.record = record
        self.reason = reason
    }
}

/// The three things that happen at the front door.
public enum RecordKind: String, CaseIterable, Sendable {
    case contact, referral, closure
}

/// Names one record of a child. A closure is named by its referral's identifier.
public struct RecordReference: Hashable, Sendable {
    public var kind: RecordKind
    public var id: RecordID

    public init(_ kind: RecordKind, _ id: RecordID) {
        self.kind = kind
        self.id = id
    }
}

extension Contact {
    /// This record's name.
    public var reference: RecordReference { RecordReference(.contact, id) }
}

extension Referral {
    /// This record's name.
    public var reference: RecordReference { RecordReference(.referral, id) }

    /// The name of the closure that ends its episode.
    public var closureReference: RecordReference { RecordReference(.closure, id) }
}
