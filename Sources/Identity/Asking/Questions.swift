extension Register {
    /// What people are asked now, the most consequential first: every two people between whom there
    /// is evidence and of whom nobody said that they are not the same. An answer may settle others.
    public var questions: [Question] {
        var best: [Pair: (score: Float, one: UInt32, other: UInt32)] = [:]
        for place in 0..<UInt32(identifiers.count) where people[Int(place)] != nil {
            for neighbour in links.neighbours(of: place) {
                let other = neighbour.place
                guard homes[Int(place)] != homes[Int(other)], identifiers.precedes(place, other)
                else { continue }
                let pair = Pair(homes[Int(place)], homes[Int(other)])
                if let known = best[pair], !isBetter((neighbour.score, place, other), known) {
                    continue
                }
                best[pair] = (neighbour.score, place, other)
            }
        }
        return best.compactMap { pair, found in question(pair, found) }.sorted { left, right in
            left.worth != right.worth
                ? left.worth > right.worth
                : (left.one, left.other) < (right.one, right.other)
        }
    }

    private func isBetter(
        _ one: (score: Float, one: UInt32, other: UInt32),
        _ other: (score: Float, one: UInt32, other: UInt32)
    ) -> Bool {
        if one.score != other.score { return one.score > other.score }
        return one.one != other.one
            ? identifiers.precedes(one.one, other.one)
            : identifiers.precedes(one.other, other.other)
    }

    private func question(
        _ pair: Pair, _ found: (score: Float, one: UInt32, other: UInt32)
    ) -> Question? {
        let (here, there) = (ring(of: pair.low), ring(of: pair.high))
        guard !isDecidedApart(here, there) else { return nil }
        let pairs = here.count * there.count
        return Question(
            one: identifiers[found.one], other: identifiers[found.other], score: found.score,
            pairs: pairs, hindrance: hindrances[found.one]?[found.other],
            worth: Double(pairs) * Logarithm.probability(bits: Double(found.score)))
    }

    private func isDecidedApart(_ here: [UInt32], _ there: [UInt32]) -> Bool {
        guard !decisions.isEmpty else { return false }
        return here.contains { one in
            there.contains { decisions.word(of: Pair(one, $0))?.verdict == .different }
        }
    }
}
