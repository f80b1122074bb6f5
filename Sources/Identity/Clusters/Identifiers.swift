/// The records' identifiers and their places, counted from 0 in order of arrival. They are compared
/// byte by byte.
struct Identifiers: Sendable {
    private var texts: ContiguousArray<String> = []
    /// Open addressing: a place plus 1, or 0.
    private var table: ContiguousArray<UInt32> = ContiguousArray(repeating: 0, count: 16)

    var count: Int { texts.count }

    subscript(place: UInt32) -> String { texts[Int(place)] }

    func place(of text: String) -> UInt32? {
        let slot = slot(of: text)
        return table[slot] == 0 ? nil : table[slot] - 1
    }

    mutating func add(_ text: String) -> UInt32 {
        texts.append(text)
        if texts.count * 4 > table.count * 3 {
            table = ContiguousArray(repeating: 0, count: table.count * 2)
            for place in texts.indices { table[slot(of: texts[place])] = UInt32(place + 1) }
        } else {
            table[slot(of: text)] = UInt32(texts.count)
        }
        return UInt32(texts.count - 1)
    }

    func precedes(_ one: UInt32, _ other: UInt32) -> Bool {
        texts[Int(one)].utf8.lexicographicallyPrecedes(texts[Int(other)].utf8)
    }

    /// Where the text stands, or where it would.
    private func slot(of text: String) -> Int {
        let mask = table.count - 1
        var slot = Int(truncatingIfNeeded: StableHash.of(text.utf8.lazy.map(UInt32.init))) & mask
        while table[slot] != 0,
            !texts[Int(table[slot]) - 1].utf8.elementsEqual(text.utf8)
        {
            slot = (slot + 1) & mask
        }
        return slot
    }
}
