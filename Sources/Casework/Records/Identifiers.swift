/// A council's own identifier of a child. Opaque to us; it appears in records and alerts, never in
/// logs, metrics, error texts or links.
public struct ChildID: Hashable, Sendable {
    /// As the council writes it.
    public let text: String

    public init(_ text: String) { self.text = text }
}

/// A system's identifier of a contact or a referral, unique for its kind and child.
public struct RecordID: Hashable, Sendable {
    /// As the system writes it.
    public let text: String

    public init(_ text: String) { self.text = text }
}

/// An identifier that the children of one household share.
public struct HouseholdID: Hashable, Sendable {
    /// As the system writes it.
    public let text: String

    public init(_ text: String) { self.text = text }
}

extension ChildID: Comparable {
    public static func < (left: ChildID, right: ChildID) -> Bool { left.text < right.text }
}

extension RecordID: Comparable {
    public static func < (left: RecordID, right: RecordID) -> Bool { left.text < right.text }
}
