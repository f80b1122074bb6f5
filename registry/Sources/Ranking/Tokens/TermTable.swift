/// Terms and their numbers, both ways. Numbers count from 0 in the order of first sight.
///
/// A hash table of its own, since a catalogue has millions of words and a `String` for each would
/// cost more than all the rest.
struct TermTable: Sendable {
    private var arena: [UInt8] = []
    private var ends: [UInt32] = []
    private var hashes: [UInt32] = []
    /// Term number + 1, or 0 for an empty place; a power of two of them.
    private var places = [UInt32](repeating: 0, count: 1_024)

    var count: Int { ends.count }

    /// Bytes held.
    var size: Int { arena.count + 4 * (ends.count + hashes.count + places.count) }

    func withTerm<Value>(
        _ number: UInt32, _ body: (UnsafeBufferPointer<UInt8>) throws -> Value
    ) rethrows -> Value {
        let start = number == 0 ? 0 : Int(ends[Int(number) - 1])
        return try arena.withUnsafeBufferPointer {
            try body(UnsafeBufferPointer(rebasing: $0[start..<Int(ends[Int(number)])]))
        }
    }

    func term(_ number: UInt32) -> String {
        withTerm(number) { String(decoding: $0, as: UTF8.self) }
    }

    func find(_ term: UnsafeBufferPointer<UInt8>) -> UInt32? {
        let entry = places[place(of: term, Self.hash(term))]
        return entry == 0 ? nil : entry - 1
    }

    func find(_ term: String) -> UInt32? {
        var term = term
        return term.withUTF8 { find($0) }
    }

    /// The term's number, a new one if it has none yet.
    mutating func intern(_ term: UnsafeBufferPointer<UInt8>) -> UInt32 {
        let hash = Self.hash(term)
        let place = place(of: term, hash)
        if places[place] != 0 { return places[place] - 1 }
        arena.append(contentsOf: term)
        ends.append(UInt32(arena.count))
        hashes.append(hash)
        places[place] = UInt32(ends.count)
        if ends.count * 2 > places.count { grow() }
        return UInt32(ends.count - 1)
    }

    mutating func intern(_ term: String) -> UInt32 {
        var term = term
        return term.withUTF8 { intern($0) }
    }

    private func place(of term: UnsafeBufferPointer<UInt8>, _ hash: UInt32) -> Int {
        let mask = places.count - 1
        var place = Int(hash) & mask
        while true {
            let entry = places[place]
            if entry == 0 { return place }
            if hashes[Int(entry) - 1] == hash, equals(entry - 1, term) { return place }
            place = (place + 1) & mask
        }
    }

    private func equals(_ number: UInt32, _ term: UnsafeBufferPointer<UInt8>) -> Bool {
        let start = number == 0 ? 0 : Int(ends[Int(number) - 1])
        guard Int(ends[Int(number)]) - start == term.count else { return false }
        for offset in 0..<term.count where arena[start + offset] != term[offset] { return false }
        return true
    }

    private mutating func grow() {
        places = [UInt32](repeating: 0, count: places.count * 2)
        let mask = places.count - 1
        for (number, hash) in hashes.enumerated() {
            var place = Int(hash) & mask
            while places[place] != 0 { place = (place + 1) & mask }
            places[place] = UInt32(number + 1)
        }
    }

    /// Another one in each process, so that nobody can write a text whose words all collide.
    private static let seed = UInt64.random(in: 0...UInt64.max)

    /// FNV-1a from a secret start, stirred once more at the end.
    private static func hash(_ term: UnsafeBufferPointer<UInt8>) -> UInt32 {
        var hash = 0xCBF2_9CE4_8422_2325 ^ seed
        for byte in term { hash = (hash ^ UInt64(byte)) &* 0x100_0000_01B3 }
        return UInt32(truncatingIfNeeded: hash ^ hash >> 29)
    }
}
