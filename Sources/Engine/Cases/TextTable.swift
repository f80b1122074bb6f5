private import Glibc

/// Numbers texts in the order in which they are first seen, from 0, and finds a text's number from
/// its bytes. Keeps each text once, in an arena.
struct TextTable {
    private struct Slot {
        var hash: UInt32
        /// One more than the text's number; 0 is free.
        var number: UInt32
        /// Where the text is, so that it is fetched without asking `texts` first.
        var text: Arena.Reference

        static let free = Slot(hash: 0, number: 0, text: .none)
    }

    private let arena: Arena
    private var slots = [Slot](repeating: .free, count: 64)
    /// Each behind its count of bytes.
    private var texts: [Arena.Reference] = []

    init(in arena: Arena) { self.arena = arena }

    /// How many texts there are.
    var count: Int { texts.count }

    /// The number of a text, which it gets now where it has none.
    mutating func number(of text: UnsafeRawBufferPointer) -> Int {
        let hash = TextTable.hash(text)
        var place = Int(hash) & (slots.count - 1)
        while slots[place].number != 0 {
            let slot = slots[place]
            if slot.hash == hash, bytes(slot.text).isSame(as: text) {
                return Int(slot.number) - 1
            }
            place = (place + 1) & (slots.count - 1)
        }
        let (reference, memory) = arena.take(4 + text.count)
        memory.storeBytes(of: UInt32(text.count), as: UInt32.self)
        if let start = text.baseAddress { memcpy(memory + 4, start, text.count) }
        texts.append(reference)
        slots[place] = Slot(hash: hash, number: UInt32(texts.count), text: reference)
        if texts.count * 4 > slots.count * 3 { grow() }
        return texts.count - 1
    }

    /// The text with a number.
    subscript(number: Int) -> String { String(decoding: bytes(texts[number]), as: UTF8.self) }

    /// The number of a text of the same hash and length, which is right nearly always; nil where
    /// there is none in the first place looked at. Looking has fetched the text.
    func likelyNumber(of text: UnsafeRawBufferPointer) -> Int? {
        let hash = TextTable.hash(text)
        let slot = slots[Int(hash) & (slots.count - 1)]
        guard slot.number != 0, slot.hash == hash, bytes(slot.text).count == text.count else {
            return nil
        }
        return Int(slot.number) - 1
    }

    private func bytes(_ reference: Arena.Reference) -> UnsafeRawBufferPointer {
        let memory = arena[reference]
        return UnsafeRawBufferPointer(
            start: memory + 4, count: Int(memory.load(as: UInt32.self)))
    }

    private mutating func grow() {
        let old = slots
        slots = Array(repeating: .free, count: old.count * 2)
        for slot in old where slot.number != 0 {
            var place = Int(slot.hash) & (slots.count - 1)
            while slots[place].number != 0 { place = (place + 1) & (slots.count - 1) }
            slots[place] = slot
        }
    }

    /// A quick hash, seeded so that nobody can choose texts which all fall on one place.
    static func hash(_ text: UnsafeRawBufferPointer) -> UInt32 {
        var hash = seed ^ UInt64(text.count)
        func mix(_ word: UInt64) {
            let product = (hash ^ word).multipliedFullWidth(by: 0x9e37_79b9_7f4a_7c15)
            hash = product.high ^ product.low
        }
        var place = 0
        while place + 8 <= text.count {
            mix(text.loadUnaligned(fromByteOffset: place, as: UInt64.self))
            place += 8
        }
        var rest: UInt64 = 0
        while place < text.count {
            rest = rest << 8 | UInt64(text[place])
            place += 1
        }
        mix(rest)
        mix(seed)
        return UInt32(truncatingIfNeeded: hash)
    }

    private static let seed = UInt64.random(in: .min ... .max)
}

extension UnsafeRawBufferPointer {
    /// Whether these are the same bytes.
    func isSame(as other: UnsafeRawBufferPointer) -> Bool {
        guard count == other.count else { return false }
        guard let mine = baseAddress, let theirs = other.baseAddress else { return true }
        return memcmp(mine, theirs, count) == 0
    }
}
