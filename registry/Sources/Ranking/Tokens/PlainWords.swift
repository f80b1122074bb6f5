/// The words that FTS5 finds in a text, to build a query for it from.
public enum PlainWords {
    /// The words in order, folded and not stemmed: letters and digits alone, so that each can stand
    /// between quotes in a MATCH.
    public static func words(of text: String) -> [String] {
        var scanner = WordScanner()
        var found: [String] = []
        var text = text
        text.withUTF8 { bytes in
            scanner.scan(bytes) { _, folded in
                found.append(String(decoding: copy folded, as: UTF8.self))
            }
        }
        return found
    }
}
