/// The header fields of a message, in order. Names match whatever their case.
public struct Headers: Sendable, ExpressibleByDictionaryLiteral {
    /// One field, as it is sent.
    public struct Field: Hashable, Sendable {
        public let name: String
        public let value: String
    }

    public private(set) var fields: [Field] = []

    public init() {}

    public init(dictionaryLiteral elements: (String, String)...) {
        for (name, value) in elements { add(name, value) }
    }

    /// The first value of this name. Setting replaces every field of the name; nil removes them.
    public subscript(name: String) -> String? {
        get { fields.first { Headers.isSame($0.name, name) }?.value }
        set {
            fields.removeAll { Headers.isSame($0.name, name) }
            if let newValue { add(name, newValue) }
        }
    }

    /// Every value of this name, in order.
    public func values(of name: String) -> [String] {
        fields.filter { Headers.isSame($0.name, name) }.map(\.value)
    }

    /// Adds a field beside those of the same name.
    ///
    /// A value cannot bring a field or a body of its own: controls in it become spaces, and what
    /// may not stand in a name (RFC 9110, section 5.1) is left out of it.
    public mutating func add(_ name: String, _ value: String) {
        fields.append(Field(name: Headers.cleanName(name), value: Headers.cleanValue(value)))
    }

    /// Adds a field as it was received, for whoever reads it to judge: two values that differ must
    /// not become the same.
    mutating func addReceived(_ name: String, _ value: String) {
        fields.append(Field(name: name, value: value))
    }

    /// Sets the field where the name has none yet.
    public mutating func setDefault(_ name: String, _ value: String) {
        if self[name] == nil { add(name, value) }
    }

    static func isSame(_ left: String, _ right: String) -> Bool {
        left.utf8.count == right.utf8.count
            && zip(left.utf8, right.utf8).allSatisfy { lowercase($0) == lowercase($1) }
    }

    private static func lowercase(_ byte: UInt8) -> UInt8 {
        (UInt8(ascii: "A")...UInt8(ascii: "Z")).contains(byte) ? byte | 0x20 : byte
    }

    private static func cleanValue(_ value: String) -> String {
        guard value.utf8.contains(where: isControl) else { return value }
        return String(decoding: value.utf8.map { isControl($0) ? 0x20 : $0 }, as: UTF8.self)
    }

    private static func cleanName(_ name: String) -> String {
        guard !name.utf8.allSatisfy(isToken) else { return name }
        return String(decoding: name.utf8.filter(isToken), as: UTF8.self)
    }

    private static func isControl(_ byte: UInt8) -> Bool { byte < 0x20 || byte == 0x7F }

    static func isToken(_ byte: UInt8) -> Bool {
        switch byte {
        case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
            UInt8(ascii: "0")...UInt8(ascii: "9"):
            true
        default: "!#$%&'*+-.^_`|~".utf8.contains(byte)
        }
    }
}
