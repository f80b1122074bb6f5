/// For each term of a need the terms it is paired with, in one list.
struct Neighbours: Sendable {
    private(set) var others: [UInt16] = []
    private(set) var pairs: [UInt16] = []
    private var ends: [Int] = []

    init(_ list: [CompiledNeed.Pair], terms: Int) {
        var lists = [[(other: Int, pair: Int)]](repeating: [], count: terms)
        for (number, pair) in list.enumerated() {
            lists[pair.first].append((pair.second, number))
            lists[pair.second].append((pair.first, number))
        }
        for list in lists {
            others += list.map { UInt16($0.other) }
            pairs += list.map { UInt16($0.pair) }
            ends.append(others.count)
        }
    }

    func places(of term: Int) -> Range<Int> {
        (term == 0 ? 0 : ends[term - 1])..<ends[term]
    }
}
