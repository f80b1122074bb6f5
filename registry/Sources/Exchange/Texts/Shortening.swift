import Catalogue

/// Texts cut to a limit, at the end of a sentence where there is one.
enum Shortening {
    /// The longest beginning that is within the limit; nil where the whole text is.
    static func of(_ text: String, to limit: TextLimit) -> String? {
        let words = limit.words ?? .max
        if text.count <= limit.characters, text.split(whereSeparator: \.isWhitespace).count <= words
        {
            return nil
        }
        var sentence: String.Index?
        var word = text.startIndex
        var count = 0
        var length = 0
        var previous: Character = " "
        for index in text.indices {
            let character = text[index]
            if character.isWhitespace, !previous.isWhitespace {
                word = index
                if ".!?".contains(previous) || character == "\n" { sentence = index }
            } else if !character.isWhitespace, previous.isWhitespace {
                count += 1
                if count > words { break }
            }
            length += 1
            // One place is kept for the mark that something is missing.
            if length >= limit.characters { break }
            previous = character
        }
        if let sentence, text.distance(from: text.startIndex, to: sentence) * 3 > length {
            return String(text[..<sentence])
        }
        // A single word without end has no better place.
        let end = word > text.startIndex ? word : text.index(text.startIndex, offsetBy: length - 1)
        return CleanText.trimmed(String(text[..<end])) + "…"
    }
}
