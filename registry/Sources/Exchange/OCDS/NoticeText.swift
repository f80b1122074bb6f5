import Catalogue

/// Texts of notices, with what publishing systems do to them undone.
enum NoticeText {
    /// The text with its entities and lost line ends mended and cut to the limit; each is reported.
    static func mended(
        _ text: String, _ field: String, _ limit: TextLimit, _ row: inout IntakeRow
    ) -> String {
        let plain = Entities.undone(in: text)
        if plain != text { row.warn(field, "It has HTML entities.", "They were made characters.") }
        let lines = LostLineEnds.restored(in: plain)
        if lines != plain {
            row.warn(field, "Its line ends had become “rn”.", "They were made line ends again.")
        }
        let clean = CleanText.of(lines, isLong: limit.isLong)
        guard let short = Shortening.of(clean, to: limit) else { return clean }
        let words = clean.split(whereSeparator: \.isWhitespace).count
        row.warn(
            field, "It has \(words) words and \(clean.count) characters.",
            "It was cut to \(limit.words.map { "\($0) words" } ?? "\(limit.characters) characters")."
        )
        return short
    }
}
