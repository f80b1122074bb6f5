private import Foundation

/// Who may do what on which topic and consumer group, as `topics/acls.json` says; the program
/// brings that file with it.
public struct AccessList: Hashable, Sendable, Decodable {
    /// A part somebody plays, and the rights that go with it; it has no others.
    public struct Role: Hashable, Sendable, Decodable {
        public let role: String
        /// The principal who plays it; where it ends in `*`, one principal each.
        public let principal: String
        public let description: String
        /// Kafka's operations by the topic's name.
        public let topics: [String: [String]]
        /// Kafka's operations by the consumer group's name.
        public let groups: [String: [String]]

        /// Whether several principals play it, each under a name of its own.
        public var isShared: Bool { principal.hasSuffix("*") }
    }

    public let roles: [Role]

    /// The list that the program brings with it.
    ///
    /// - Throws: `DeclarationError`, where the file is not what it should be.
    public static func declared() throws -> AccessList {
        do {
            return try JSONDecoder().decode(
                AccessList.self, from: Data(PackageResources.acls_json))
        } catch {
            throw DeclarationError("The access list cannot be read: \(error)")
        }
    }

    /// The role of that name.
    public subscript(role role: String) -> Role? { roles.first { $0.role == role } }
}
