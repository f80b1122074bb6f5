private import Legibility

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
            default: if !isHidden(scalar, isLong: isLong) { clean.append(scalar) }
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
        let scalars = text.unicodeScalars
        guard let start = scalars.firstIndex(where: { !Legibility.isBlank($0) }),
            let end = scalars.lastIndex(where: { !Legibility.isBlank($0) })
        else { return "" }
        return String(scalars[start...end])
    }

    /// What the catalogue would refuse. Joiners belong to some scripts' spelling and stay in long
    /// texts.
    private static func isHidden(_ scalar: Unicode.Scalar, isLong: Bool) -> Bool {
        switch scalar {
        case "\u{feff}", "\u{200b}": true
        default:
            scalar.properties.generalCategory == .control
                || scalar.properties.isNoncharacterCodePoint
                || (isLong ? Legibility.isTurning(scalar) : Legibility.isHidden(scalar))
        }
    }
}
