/// Characters that some notices write as HTML does.
enum Entities {
    /// The text with entities such as `&apos;` and `&#8217;` as the characters they stand for; what
    /// is not known stays. Undone once: `&amp;lt;` gives `&lt;`.
    static func undone(in text: String) -> String {
        guard text.utf8.contains(UInt8(ascii: "&")) else { return text }
        var undone = ""
        var rest = text[...]
        while let start = rest.firstIndex(of: "&") {
            undone += rest[..<start]
            rest = rest[start...]
            if let end = rest.prefix(12).firstIndex(of: ";"),
                let character = character(rest[rest.index(after: start)..<end])
            {
                undone += character
                rest = rest[rest.index(after: end)...]
            } else {
                undone += "&"
                rest = rest.dropFirst()
            }
        }
        return undone + rest
    }

    private static func character(_ name: Substring) -> String? {
        guard name.hasPrefix("#") else { return named[String(name)] }
        let digits = name.dropFirst()
        let number =
            digits.first == "x" || digits.first == "X"
            ? UInt32(digits.dropFirst(), radix: 16) : UInt32(digits)
        return number.flatMap { Unicode.Scalar($0) }.map { String($0) }
    }

    private static let named: [String: String] = [
        "amp": "&", "lt": "<", "gt": ">", "quot": "\"", "apos": "'", "nbsp": " ", "pound": "£",
        "euro": "€", "lsquo": "‘", "rsquo": "’", "ldquo": "“", "rdquo": "”", "ndash": "–",
        "mdash": "—", "bull": "•", "middot": "·", "hellip": "…", "eacute": "é", "copy": "©",
        "reg": "®", "trade": "™", "deg": "°",
    ]
}
