/// The attributes of an event that travel beside its payload, gathered from headers one by one.
///
/// Source: CNCF, CloudEvents 1.0.2: HTTP protocol binding 3.1.3, Kafka protocol binding 3.2.3.
public struct HeaderAttributes: Sendable {
    /// Which binding the headers go by.
    public enum Binding: Sendable {
        /// `ce-` before the names; values are ASCII, quoted or not, and percent-encoded.
        case http
        /// `ce_` before the names; values are UTF-8 as it stands.
        case kafka

        /// What stands before an attribute's name.
        public var prefix: String { self == .http ? "ce-" : "ce_" }
    }

    public let binding: Binding
    /// The values by their names, in lower case and without prefix.
    private(set) var values: [String: String] = [:]
    private var met: Set<String> = []

    public init(_ binding: Binding) { self.binding = binding }

    /// Whether no header of an attribute was met.
    public var isEmpty: Bool { met.isEmpty }

    /// Whether a header of this name carries an attribute, in whatever case.
    public static func isAttribute(_ name: String, in binding: Binding) -> Bool {
        let start = name.utf8.prefix(3)
        return start.count == 3
            && zip(start, binding.prefix.utf8).allSatisfy { $0 | 0x20 == $1 | 0x20 }
            && start.last == binding.prefix.utf8.last
    }

    /// Takes a header; one that carries no attribute is passed over.
    ///
    /// - Throws: where the value cannot be read, or the attribute was met before. Neither may be
    ///   guessed at: what an event is called decides whether it is a repeat.
    public mutating func add(_ name: String, _ value: some Collection<UInt8>) throws(InvalidEvent) {
        guard Self.isAttribute(name, in: binding) else { return }
        let attribute = String(name.lowercased().dropFirst(3))
        let field = Self.quotable(attribute)
        let bytes =
            switch binding {
            case .http: try HeaderValue.decoded(Array(value), field: field)
            case .kafka: Array(value)
            }
        guard let text = String(validating: bytes, as: UTF8.self) else {
            throw InvalidEvent(
                field: field, problem: "is not UTF-8",
                remedy: binding == .http
                    ? "percent-encode the bytes of its UTF-8" : "encode the header as UTF-8")
        }
        guard met.insert(attribute).inserted else {
            throw InvalidEvent(
                field: field, problem: "is stated twice",
                remedy: "send each attribute in one header")
        }
        // A header of Kafka's may have no value at all, and libraries write one so for an attribute
        // that is not set.
        if binding == .kafka, text.isEmpty { return }
        values[attribute] = text
    }

    /// The attributes that may be named in a reason; any other name is somebody's own words.
    private static func quotable(_ name: String) -> String {
        Attribute.allCases.contains { $0.name == name } ? name : "a header"
    }
}
