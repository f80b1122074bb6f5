/// The letters of all words of a book, one behind another.
struct Spellings: Sendable {
    private var letters: ContiguousArray<UInt32> = []

    /// Where a word's letters stand.
    struct Place: Sendable {
        let start: UInt32
        let count: UInt8

        var range: Range<Int> { Int(start)..<Int(start) + Int(count) }
    }

    /// Words of more letters than this are cut; 64 letters fit a machine word.
    static let longest = 64

    mutating func add(_ word: String) -> Place {
        let start = letters.count
        letters.append(contentsOf: word.unicodeScalars.prefix(Spellings.longest).map(\.value))
        return Place(start: UInt32(start), count: UInt8(letters.count - start))
    }

    func callWith<Result>(
        _ one: Place, _ other: Place, _ body: (Span<UInt32>, Span<UInt32>) -> Result
    ) -> Result {
        let span = letters.span
        return body(span.extracting(one.range), span.extracting(other.range))
    }

    func first(_ place: Place) -> UInt32 { letters[Int(place.start)] }
}
