/// The names and values of a query or of a form.
///
/// Read as browsers write them (WHATWG URL, "application/x-www-form-urlencoded parsing"): `+` is a
/// space, a `%` that escapes nothing stands for itself, and bytes that are no UTF-8 become U+FFFD.
public struct Query: Sendable {
    /// One `name=value`; the value is empty where there is no `=`.
    public struct Item: Hashable, Sendable {
        public let name: String
        public let value: String
    }

    /// All items in order, repeated names included.
    public let items: [Item]
    /// Whether a name or a value has bytes that are no UTF-8.
    public let isDamaged: Bool

    /// Reads `a=1&b=2`, without the question mark.
    public init(_ encoded: some Sequence<UInt8>) {
        var isDamaged = false
        func text(_ bytes: ArraySlice<UInt8>) -> String {
            let decoded = PercentEncoding.decode(bytes, plusIsSpace: true, isStrict: false) ?? []
            if let text = String(validating: decoded, as: UTF8.self) { return text }
            isDamaged = true
            return String(decoding: decoded, as: UTF8.self)
        }
        items = Array(encoded).split(separator: UInt8(ascii: "&")).map { pair in
            let name = pair.prefix { $0 != UInt8(ascii: "=") }
            return Item(name: text(name), value: text(pair.dropFirst(name.count + 1)))
        }
        self.isDamaged = isDamaged
    }

    /// The first value of this name.
    public subscript(name: String) -> String? { items.first { $0.name == name }?.value }

    /// Every value of this name, in order.
    public func values(of name: String) -> [String] {
        items.filter { $0.name == name }.map(\.value)
    }

    /// The first value of this name as a `Value`; nil where the name is absent or its value empty,
    /// as a form sends a field that was left blank.
    ///
    /// - Throws: a `Problem` of status 400 that names the field, never its value.
    public func get<Value: LosslessStringConvertible>(
        _ name: String, as type: Value.Type = Value.self
    ) throws(Problem) -> Value? {
        guard let text = self[name], !text.isEmpty else { return nil }
        guard let value = Value(text) else {
            throw Problem(
                .badRequest, detail: "The field \(name) could not be read.",
                errors: [
                    .init(
                        field: name, problem: "is not a \(Value.self)",
                        remedy: "send one, or leave the field out")
                ])
        }
        return value
    }
}
