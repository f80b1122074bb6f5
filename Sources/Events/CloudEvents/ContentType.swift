/// What a Content-Type says: a media type, and its `charset` where it states one.
///
/// Source: RFC 9110, 8.3 (which RFC 2046 agrees with): case does not matter, parameters may be
/// quoted, blanks may stand around the semicolons.
public struct ContentType: Hashable, Sendable {
    /// `type/subtype` in lower case.
    public let name: String
    /// In lower case, without quotes; nil where none is stated.
    public let charset: String?

    /// - Returns: nil where the text is no content type.
    public init?(_ text: String) {
        var parts = Self.split(text)
        name = parts.removeFirst().lowercased()
        let words = name.split(separator: "/", omittingEmptySubsequences: false)
        guard words.count == 2, words.allSatisfy(Self.isToken) else { return nil }
        var charset: String?
        for part in parts where !part.isEmpty {
            let sides = part.split(separator: "=", maxSplits: 1)
            guard sides.count == 2 else { return nil }
            if sides[0].lowercased() == "charset" {
                charset = sides[1].filter { $0 != "\"" }.lowercased()
            }
        }
        self.charset = charset
    }

    /// Whether it says JSON: a subtype that is `json` or ends with `+json` (CloudEvents, JSON event
    /// format, 3.1.1).
    public var isJSON: Bool { name.hasSuffix("/json") || name.hasSuffix("+json") }

    /// Whether what it describes is UTF-8. US-ASCII is: each of its texts is the same in UTF-8.
    public var isUTF8: Bool {
        switch charset {
        case nil, "utf-8", "utf8", "us-ascii", "ascii": true
        default: false
        }
    }

    /// The pieces between semicolons that stand in no quotes, without the blanks around them.
    private static func split(_ text: String) -> [String] {
        var parts = [""]
        var isQuoted = false
        for character in text {
            if character == "\"" { isQuoted.toggle() }
            if character == ";", !isQuoted {
                parts.append("")
            } else {
                parts[parts.count - 1].append(character)
            }
        }
        return parts.map { part in
            let blanks: Set<Character> = [" ", "\t"]
            let trimmed = part.drop { blanks.contains($0) }
            return String(trimmed.reversed().drop { blanks.contains($0) }.reversed())
        }
    }

    private static func isToken(_ text: Substring) -> Bool {
        !text.isEmpty
            && text.utf8.allSatisfy { byte in
                switch byte {
                case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
                    UInt8(ascii: "0")...UInt8(ascii: "9"):
                    true
                default: "!#$&-^_.+*'`|~%".utf8.contains(byte)
                }
            }
    }
}
