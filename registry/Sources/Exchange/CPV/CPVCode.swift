/// A code of the Common Procurement Vocabulary 2008 (Regulation (EC) 213/2008): eight digits, of which
/// two name the division, three the group, four the class, five the category; the zeros at the end say
/// nothing.
public struct CPVCode: Hashable, Sendable, CustomStringConvertible {
    /// Eight digits, without the check digit.
    public let description: String

    /// Reads `48000000`, `48000000-8`, or `45233130.0`, as a spreadsheet leaves it. Nil where it is
    /// none. The check digit is not checked: publishers leave it out or get it wrong, and the code is
    /// only a hint.
    public init?(_ text: String) {
        let digits = text.prefix { $0.isASCII && $0.isNumber }
        let rest = text.dropFirst(digits.count)
        guard digits.utf8.count == 8, digits != "00000000",
            rest.isEmpty || rest == ".0"
                || rest.count == 2 && rest.first == "-" && rest.last?.isNumber == true
        else { return nil }
        description = String(digits)
    }

    /// The digits that say something, at least the division's two.
    public var prefix: String {
        let end = description.lastIndex { $0 != "0" } ?? description.startIndex
        let significant = description[...end]
        return significant.utf8.count < 2 ? String(description.prefix(2)) : String(significant)
    }

    /// Whether the other is the same or lies within this one.
    public func contains(_ other: CPVCode) -> Bool { other.description.hasPrefix(prefix) }
}
