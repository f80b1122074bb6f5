/// Records that share a key with another one, each once.
struct Candidates: Sendable {
    private var marks: ContiguousArray<UInt64> = []
    private var places: ContiguousArray<UInt32> = []

    mutating func makeRoom(for records: Int) {
        while marks.count * 64 < records { marks.append(0) }
    }

    mutating func insert(_ place: UInt32) {
        let bit: UInt64 = 1 << UInt64(place & 63)
        guard marks[Int(place >> 6)] & bit == 0 else { return }
        marks[Int(place >> 6)] |= bit
        places.append(place)
    }

    /// What was inserted since the last time.
    mutating func takeAll() -> ContiguousArray<UInt32> {
        for place in places { marks[Int(place >> 6)] = 0 }
        defer { places.removeAll(keepingCapacity: true) }
        return places
    }
}
