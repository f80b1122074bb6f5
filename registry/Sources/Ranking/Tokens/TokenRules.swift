/// How text becomes terms.
public enum TokenRules: String, Sendable, Codable {
    /// As SQLite's FTS5 does with `tokenize = 'porter unicode61'`: every word counts.
    case plain
    /// Snowball's English stems, without words of grammar; `U.S.`, `12,000` and `e-mail` are one
    /// word each, and a possessive is the word itself.
    case english
}
