import Ranking

/// Texts to measure speed with: words without meaning, as frequent as words are (Zipf's law), the
/// same in every run.
struct MadeUpTexts {
    /// Words there are; the frequency of the n-th is as 1/n.
    static let vocabulary = 100_000

    private var state: UInt64
    /// By word: the chance of it or a more frequent one.
    private let chances: [Double]

    init(seed: UInt64) {
        state = seed
        var sum = 0.0
        var chances: [Double] = []
        chances.reserveCapacity(Self.vocabulary)
        for rank in 1...Self.vocabulary {
            sum += 1 / Double(rank)
            chances.append(sum)
        }
        self.chances = chances.map { $0 / sum }
    }

    /// A text of so many words, in sentences of about twelve.
    mutating func text(words: ClosedRange<Int>) -> String {
        let count = words.lowerBound + Int(next() % UInt64(words.count))
        var text = ""
        for number in 0..<count {
            if number > 0 { text += number % 12 == 0 ? ". " : " " }
            text += word(rank())
        }
        return text
    }

    private mutating func rank() -> Int {
        let chance = Double(next() >> 11) / Double(UInt64(1) << 53)
        var low = 0
        var high = chances.count - 1
        while low < high {
            let middle = (low + high) / 2
            if chances[middle] < chance { low = middle + 1 } else { high = middle }
        }
        return low
    }

    /// Syllables that no stemmer takes for an ending; rare words are longer.
    private func word(_ rank: Int) -> String {
        var word = ""
        var rest = rank
        repeat {
            word += Self.syllables[rest % Self.syllables.count]
            rest /= Self.syllables.count
        } while rest > 0
        return word + "k"
    }

    private static let syllables: [String] = "bdfgklmnprtv".flatMap { consonant in
        "aiou".map { "\(consonant)\($0)" }
    }

    /// SplitMix64.
    private mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var mixed = state
        mixed = (mixed ^ mixed >> 30) &* 0xBF58_476D_1CE4_E5B9
        mixed = (mixed ^ mixed >> 27) &* 0x94D0_49BB_1331_11EB
        return mixed ^ mixed >> 31
    }
}
