/// Texts from elsewhere made fit to be shown.
enum CleanText {
    /// Line ends as one character, tabs and line ends as spaces where the text is one line, and
    /// nothing that cannot be seen or turns the direction of what follows; trimmed.
    static func of(_ text: String, isLong: Bool = false) -> String {
        var clean = String.UnicodeScalarView()
        var previous: Unicode.Scalar = " "
        for scalar in text.unicodeScalars {
            defer { previous = scalar }
            switch scalar {
            case "\n" where previous == "\r": continue
            case "\n", "\r", "\u{2028}", "\u{2029}", "\u{85}":
                if isLong { clean.append("\n") } else if clean.last != " " { clean.append(" ") }
            case "\t": clean.append(" ")
            default: if !isHidden(scalar) { clean.append(scalar) }
            }
        }
        return trimmed(String(clean))
    }

    /// A list of texts of one line each: the empty and the repeated left out.
    static func list(_ texts: [String]) -> [String] {
        var seen: Set<String> = []
        return texts.map { of($0) }.filter { !$0.isEmpty && seen.insert($0).inserted }
    }

    static func trimmed(_ text: String) -> String {
        guard let start = text.firstIndex(where: { !$0.isWhitespace }),
            let end = text.lastIndex(where: { !$0.isWhitespace })
        else { return "" }
        return String(text[start...end])
    }

    private static func isHidden(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar.value {
        case 0x202A...0x202E, 0x2066...0x2069, 0xFEFF, 0x200B: true
        default: scalar.properties.generalCategory == .control
        }
    }
}
