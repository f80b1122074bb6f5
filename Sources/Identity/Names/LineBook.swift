/// Every line of an address, and every unchecked identifier, written down once. Entries count
/// from 1.
struct LineBook: Sendable {
    struct Line: Sendable {
        let letters: Spellings.Place
        let hash: UInt64
        /// A hash of the first four letters.
        let beginning: UInt64
        let pairs: Range<UInt32>
    }

    private(set) var spellings = Spellings()
    private var entries: [String: UInt32] = [:]
    private var lines: ContiguousArray<Line> = []
    private var pairs: ContiguousArray<UInt32> = []

    subscript(entry: UInt32) -> Line { lines[Int(entry) - 1] }

    mutating func entry(_ text: String) -> UInt32 {
        if let entry = entries[text] { return entry }
        let letters = text.unicodeScalars.map(\.value)
        let start = UInt32(pairs.count)
        pairs.append(
            contentsOf: Set(zip(letters, letters.dropFirst()).map { $0 << 16 | $1 & 0xFFFF })
                .sorted())
        lines.append(
            Line(
                letters: spellings.add(text), hash: StableHash.of(letters),
                beginning: StableHash.of(letters.prefix(4)), pairs: start..<UInt32(pairs.count)))
        entries[text] = UInt32(lines.count)
        return UInt32(lines.count)
    }

    /// The letter pairs of a line, ascending, each once.
    func letterPairs(_ entry: UInt32) -> ArraySlice<UInt32> {
        let range = self[entry].pairs
        return pairs[Int(range.lowerBound)..<Int(range.upperBound)]
    }
}
