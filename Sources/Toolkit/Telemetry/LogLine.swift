/// One line of a log in logfmt: `key=value` pairs, a value in quotes where it needs them.
///
///     time=2026-03-01T09:00:00.000Z level=info message="the log was opened" partitions=4
public struct LogLine: Hashable, Sendable {
    public var level: LogLevel
    public var message: String
    public var fields: [Field]

    /// A key and its value.
    public struct Field: Hashable, Sendable {
        public let key: String
        public let value: LogValue
    }

    public init(_ level: LogLevel, _ message: String, _ fields: [Field] = []) {
        self.level = level
        self.message = message
        self.fields = fields
    }

    /// The line without its line end, which nothing inside it can bring.
    ///
    /// - Parameter time: the first pair's value; left out where nil.
    public func text(time: String? = nil) -> String {
        var line = ""
        if let time { LogLine.append("time", time, to: &line) }
        LogLine.append("level", level.rawValue, to: &line)
        LogLine.append("message", message, to: &line)
        for field in fields { LogLine.append(field.key, field.value.text, to: &line) }
        return line
    }

    private static func append(_ key: String, _ value: String, to line: inout String) {
        if !line.isEmpty { line += " " }
        // A key is one word: what would end it becomes an underscore.
        line += key.isEmpty ? "_" : String(key.map { isBare($0) ? $0 : "_" })
        line += "="
        if !value.isEmpty, value.allSatisfy(isBare) {
            line += value
        } else {
            line += quoted(value)
        }
    }

    private static func isBare(_ character: Character) -> Bool {
        character != "\"" && character != "=" && character != "\\"
            && character.unicodeScalars.allSatisfy { $0.value > 0x20 && !isUnsafe($0) }
    }

    private static func quoted(_ value: String) -> String {
        var text = "\""
        for scalar in value.unicodeScalars {
            switch scalar {
            case "\"": text += "\\\""
            case "\\": text += "\\\\"
            case "\n": text += "\\n"
            case "\r": text += "\\r"
            case "\t": text += "\\t"
            case _ where isUnsafe(scalar):
                let digits = String(scalar.value, radix: 16)
                text += "\\u" + String(repeating: "0", count: 4 - digits.count) + digits
            default: text.unicodeScalars.append(scalar)
            }
        }
        return text + "\""
    }

    /// Controls, and what some viewers take for line ends or for a change of direction.
    private static func isUnsafe(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar.value {
        case 0..<0x20, 0x7F..<0xA0, 0x2028, 0x2029, 0x202A...0x202E, 0x2066...0x2069: true
        default: false
        }
    }
}
