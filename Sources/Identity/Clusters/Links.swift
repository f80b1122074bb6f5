/// Which records have evidence enough to be linked or asked about, and how much: for each record a
/// chain through one pool, twelve bytes an end.
struct Links: Sendable {
    private struct End: Sendable {
        var to: UInt32
        var next: UInt32
        var score: Float
    }

    private var heads: ContiguousArray<UInt32> = []
    private var pool: ContiguousArray<End> = []
    private var free = none
    private static let none = UInt32.max

    /// Makes room for one more record.
    mutating func addRecord() { heads.append(Links.none) }

    mutating func connect(_ one: UInt32, _ other: UInt32, score: Float) {
        addEnd(at: one, to: other, score)
        addEnd(at: other, to: one, score)
    }

    private mutating func addEnd(at place: UInt32, to other: UInt32, _ score: Float) {
        let end = End(to: other, next: heads[Int(place)], score: score)
        if free == Links.none {
            heads[Int(place)] = UInt32(pool.count)
            pool.append(end)
        } else {
            heads[Int(place)] = free
            let next = pool[Int(free)].next
            pool[Int(free)] = end
            free = next
        }
    }

    /// Takes away all links of a record.
    ///
    /// - Returns: whom it was linked to.
    mutating func disconnect(_ place: UInt32) -> [UInt32] {
        let others = neighbours(of: place).map(\.place)
        for other in others { removeEnd(at: other, to: place) }
        while heads[Int(place)] != Links.none { removeEnd(at: place, to: nil) }
        return others
    }

    /// Takes away the end that leads to `other`, or the first.
    private mutating func removeEnd(at place: UInt32, to other: UInt32?) {
        var previous = Links.none
        var index = heads[Int(place)]
        while index != Links.none {
            let end = pool[Int(index)]
            if other == nil || end.to == other {
                if previous == Links.none {
                    heads[Int(place)] = end.next
                } else {
                    pool[Int(previous)].next = end.next
                }
                pool[Int(index)].next = free
                free = index
                return
            }
            previous = index
            index = end.next
        }
    }

    func neighbours(of place: UInt32) -> [(place: UInt32, score: Float)] {
        var found: [(place: UInt32, score: Float)] = []
        var index = heads[Int(place)]
        while index != Links.none {
            let end = pool[Int(index)]
            found.append((end.to, end.score))
            index = end.next
        }
        return found
    }

    func score(_ one: UInt32, _ other: UInt32) -> Float? {
        neighbours(of: one).first { $0.place == other }?.score
    }
}
