/// Looks up what a word stands for without making a string of it: the words of a contract are few
/// and known, and each event has two dozen of them.
struct WordTable<Meaning> {
    private var slots: [(word: Word, meaning: Meaning)?]
    private let mask: Int

    /// - Precondition: no word is longer than `Word.longest`.
    init(_ words: [(String, Meaning)]) {
        var size = 16
        while size < words.count * 4 { size *= 2 }
        mask = size - 1
        slots = Array(repeating: nil, count: size)
        for (text, meaning) in words {
            let word = Array(text.utf8).withUnsafeBufferPointer { Word($0) }
            guard let word else { preconditionFailure("\(text) is too long for a table of words.") }
            var place = word.hash & mask
            while slots[place] != nil { place = (place + 1) & mask }
            slots[place] = (word, meaning)
        }
    }

    subscript(text: UnsafeBufferPointer<UInt8>) -> Meaning? {
        guard let word = Word(text) else { return nil }
        var place = word.hash & mask
        while let slot = slots[place] {
            if slot.word == word { return slot.meaning }
            place = (place + 1) & mask
        }
        return nil
    }
}

extension WordTable: Sendable where Meaning: Sendable {}

extension WordTable where Meaning: CaseIterable & RawRepresentable<String> {
    /// The codes of a list, each standing for itself.
    init(codesOf list: Meaning.Type) {
        self.init(list.allCases.map { ($0.rawValue, $0) })
    }
}

/// A short text as three numbers, which are equal for equal texts only.
struct Word: Equatable, Sendable {
    /// The bytes that a word has at most.
    static let longest = 24

    private let first: UInt64
    private let middle: UInt64
    private let last: UInt64
    private let count: Int

    /// Nil for a text that is too long.
    init?(_ text: UnsafeBufferPointer<UInt8>) {
        guard text.count <= Word.longest else { return nil }
        let bytes = UnsafeRawBufferPointer(text)
        count = bytes.count
        switch count {
        case 0: (first, middle, last) = (0, 0, 0)
        case 1..<4:
            first =
                UInt64(bytes[0]) | UInt64(bytes[count / 2]) << 8 | UInt64(bytes[count - 1]) << 16
            (middle, last) = (0, 0)
        case 4..<8:
            first = UInt64(bytes.loadUnaligned(as: UInt32.self))
            (middle, last) = (
                0, UInt64(bytes.loadUnaligned(fromByteOffset: count - 4, as: UInt32.self))
            )
        default:
            // The pieces overlap, and together they hold every byte.
            first = bytes.loadUnaligned(as: UInt64.self)
            middle = count > 16 ? bytes.loadUnaligned(fromByteOffset: 8, as: UInt64.self) : 0
            last = bytes.loadUnaligned(fromByteOffset: count - 8, as: UInt64.self)
        }
    }

    var hash: Int {
        let mixed = (first ^ last &* 31 &+ UInt64(count)) &* 0x9e37_79b9_7f4a_7c15
        return Int(truncatingIfNeeded: mixed >> 40)
    }
}
