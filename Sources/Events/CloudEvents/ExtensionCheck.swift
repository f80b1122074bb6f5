/// Whether what an event says beside the attributes we know are extension attributes as CloudEvents
/// has them. What they say is passed over.
///
/// Source: CNCF, CloudEvents 1.0.2, "Attribute Naming Convention" and "Type System"; JSON event
/// format, 2.2.
struct ExtensionCheck {
    func check(_ node: JSONNode) throws(InvalidEvent) {
        let key = node.keyText
        let field = Naming.quotable(key) ?? "an attribute"
        guard isName(node.key) else {
            let near = Naming.nearest(to: key, among: Attribute.allCases.map(\.name))
            throw InvalidEvent(
                field: field, problem: "is not a name that an attribute can have",
                remedy: near.map { "did you mean \($0)?" }
                    ?? "name extensions with lower-case letters and digits")
        }
        switch node.kind {
        // Null is an attribute that is not set.
        case .true, .false, .null: return
        case .string:
            guard node.string.unicodeScalars.allSatisfy(Self.isAllowed) else {
                throw InvalidEvent(
                    field: field, problem: "has a character in it that no attribute may have",
                    remedy: "take out control characters and code points that are no characters")
            }
        case .integer where Int(Int32.min)...Int(Int32.max) ~= node.integer: return
        case .integer, .number:
            throw InvalidEvent(
                field: field, problem: "is not a whole number of 32 bits",
                remedy: "write other numbers as strings")
        case .object, .array:
            throw InvalidEvent(
                field: field, problem: "is not a simple value",
                remedy: "give extensions a string, a whole number, true or false")
        }
    }

    private func isName(_ key: UnsafeBufferPointer<UInt8>) -> Bool {
        !key.isEmpty
            && key.allSatisfy { byte in
                (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(byte)
                    || (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte)
            }
    }

    /// Whether a string of CloudEvents may have this character.
    static func isAllowed(_ scalar: Unicode.Scalar) -> Bool {
        scalar.properties.generalCategory != .control
            && !scalar.properties.isNoncharacterCodePoint
    }
}
