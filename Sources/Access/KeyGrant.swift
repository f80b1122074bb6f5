public import Reviews
public import SignIn

/// What a program's key lets it do.
public struct KeyGrant: Codable, Hashable, Sendable {
    /// What a key can be for.
    public enum Use: String, CaseIterable, Codable, Hashable, Sendable {
        case publisher, duty, manager, auditor
        /// Reading `/metrics`, and nothing else.
        case metrics

        /// The role in which the program acts; nil where it reads metrics alone.
        public var role: Role? { Role(rawValue: rawValue) }
    }

    public let use: Use
    /// The `source` of the events that a publisher may send, as they state it.
    public let sources: Set<String>
    /// Their types, such as `contact.recorded`.
    public let types: Set<String>

    public init(use: Use, sources: Set<String> = [], types: Set<String> = []) {
        self.use = use
        self.sources = sources
        self.types = types
    }
}

/// The keys of the programs that ask here.
public typealias AccessKeys = KeyFile<KeyGrant>
