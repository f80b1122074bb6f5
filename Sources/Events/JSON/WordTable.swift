private import Glibc

/// Looks up what a word stands for without making a string of it: the words of a contract are few
/// and known, and each event has a dozen of them.
struct WordTable<Meaning> {
    private struct Slot {
        var meaning: Meaning
        var start: Int
        var length: Int
    }

    private var slots: [Slot?]
    private var letters: [UInt8] = []

    init(_ words: [(String, Meaning)]) {
        var size = 16
        while size < words.count * 4 { size *= 2 }
        slots = Array(repeating: nil, count: size)
        for (word, meaning) in words {
            let bytes = Array(word.utf8)
            var place = bytes.withUnsafeBufferPointer { hash($0) }
            while slots[place] != nil { place = (place + 1) & (size - 1) }
            slots[place] = Slot(meaning: meaning, start: letters.count, length: bytes.count)
            letters += bytes
        }
    }

    subscript(word: UnsafeBufferPointer<UInt8>) -> Meaning? {
        var place = hash(word)
        while let slot = slots[place] {
            if slot.length == word.count, equals(slot, word) { return slot.meaning }
            place = (place + 1) & (slots.count - 1)
        }
        return nil
    }

    private func equals(_ slot: Slot, _ word: UnsafeBufferPointer<UInt8>) -> Bool {
        guard let start = word.baseAddress else { return true }
        return letters.withUnsafeBufferPointer {
            memcmp($0.baseAddress! + slot.start, start, word.count) == 0
        }
    }

    private func hash(_ word: UnsafeBufferPointer<UInt8>) -> Int {
        guard let first = word.first else { return 0 }
        let middle = Int(word[word.count / 2])
        let last = Int(word[word.count - 1])
        return (Int(first) &* 31 &+ middle &* 7 &+ last &* 131 &+ word.count &* 17)
            & (slots.count - 1)
    }
}

extension WordTable where Meaning: CaseIterable & RawRepresentable<String> {
    /// The codes of a list, each standing for itself.
    init(codesOf list: Meaning.Type) {
        self.init(list.allCases.map { ($0.rawValue, $0) })
    }
}
