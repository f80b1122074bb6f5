extension JSON {
    /// The value as text, always the same for the same value.
    ///
    /// - Parameter pretty: two spaces an indent and a line a value, ending in a line end, for files
    ///   that people read and compare; otherwise all in one line.
    public func written(pretty: Bool = false) -> String {
        var text = ""
        write(into: &text, indent: pretty ? 0 : nil)
        if pretty { text.append("\n") }
        return text
    }

    private func write(into text: inout String, indent: Int?) {
        switch self {
        case .null: text.append("null")
        case .bool(let value): text.append(value ? "true" : "false")
        case .number(let digits): text.append(digits)
        case .string(let value): JSON.write(value, into: &text)
        case .array(let elements):
            JSON.list(elements, "[", "]", into: &text, indent: indent) { element, text, indent in
                element.write(into: &text, indent: indent)
            }
        case .object(let members):
            JSON.list(members, "{", "}", into: &text, indent: indent) { member, text, indent in
                JSON.write(member.key, into: &text)
                text.append(indent == nil ? ":" : ": ")
                member.value.write(into: &text, indent: indent)
            }
        }
    }

    private static func list<Element>(
        _ elements: [Element], _ open: String, _ close: String, into text: inout String,
        indent: Int?, write: (Element, inout String, Int?) -> Void
    ) {
        text.append(open)
        let inner = indent.map { $0 + 2 }
        for (index, element) in elements.enumerated() {
            if index > 0 { text.append(",") }
            if let inner { text.append("\n" + String(repeating: " ", count: inner)) }
            write(element, &text, inner)
        }
        if let indent, !elements.isEmpty {
            text.append("\n" + String(repeating: " ", count: indent))
        }
        text.append(close)
    }

    private static func write(_ value: String, into text: inout String) {
        text.append("\"")
        for scalar in value.unicodeScalars {
            switch scalar {
            case "\"": text.append("\\\"")
            case "\\": text.append("\\\\")
            case "\n": text.append("\\n")
            case "\r": text.append("\\r")
            case "\t": text.append("\\t")
            case _ where scalar.value < 0x20:
                let digits = String(scalar.value, radix: 16)
                text.append("\\u" + String(repeating: "0", count: 4 - digits.count) + digits)
            default: text.unicodeScalars.append(scalar)
            }
        }
        text.append("\"")
    }
}
