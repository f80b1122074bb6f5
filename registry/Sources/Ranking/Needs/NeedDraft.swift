/// A need while it is being made ready: its terms in the order of first mention, without doubles.
struct NeedDraft {
    private(set) var terms: [CompiledNeed.Term] = []
    private(set) var pairs: [CompiledNeed.Pair] = []
    private var slots: [String: Int] = [:]
    private var pairNumbers: [[Int]: Int] = [:]

    /// Adds weight to a term.
    ///
    /// - Parameters:
    ///   - amount: in mentions; 1 is what saying it once is worth.
    /// - Returns: the term's place.
    @discardableResult
    mutating func add(
        _ term: String, kind: CompiledNeed.Kind, amount: Double, range: Range<Int>?,
        rarity: (String) -> Double
    ) -> Int {
        let slot: Int
        if let known = slots[term] {
            slot = known
        } else {
            slot = terms.count
            slots[term] = slot
            terms.append(
                CompiledNeed.Term(
                    term: term, kind: kind, rarity: rarity(term), weight: 0, ranges: []))
        }
        terms[slot].weight += amount * terms[slot].rarity
        if let range, !terms[slot].ranges.contains(range) { terms[slot].ranges.append(range) }
        return slot
    }

    mutating func addPair(_ first: Int, _ second: Int, weight: Double) {
        guard first != second, weight > 0 else { return }
        let key = [min(first, second), max(first, second)]
        if let known = pairNumbers[key] {
            pairs[known].weight += weight
        } else {
            pairNumbers[key] = pairs.count
            pairs.append(CompiledNeed.Pair(first: key[0], second: key[1], weight: weight))
        }
    }

    func compiled(
        _ text: String, measure: Measure, nearness: RankingSettings.Nearness?
    ) -> CompiledNeed {
        CompiledNeed(text: text, terms: terms, pairs: pairs, measure: measure, nearness: nearness)
    }
}
