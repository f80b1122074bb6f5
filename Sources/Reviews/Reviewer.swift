/// A person, or a program with a key of its own, who did something at the duty desk.
public struct Reviewer: Hashable, Codable, Sendable {
    /// The tenant of the identity provider; for a key or a one-time sign-in, `local`.
    public var tenant: String
    /// The provider's identifier of the person in that tenant (never an e-mail address, which
    /// changes hands); for a key, the key's identifier.
    public var object: String
    /// As colleagues know them.
    public var name: String
    /// In which role they acted.
    public var role: Role

    public init(tenant: String, object: String, name: String, role: Role) {
        self.tenant = tenant
        self.object = object
        self.name = name
        self.role = role
    }

    /// Whether both are one person, whatever the name and the role.
    public func isSame(as other: Reviewer) -> Bool {
        tenant == other.tenant && object == other.object
    }
}

/// What somebody may do here.
public enum Role: String, CaseIterable, Hashable, Codable, Sendable {
    case publisher, duty, manager, auditor, administrator
}
