import Catalogue
import Ranking

/// A solution in an order of matches, by its document number.
struct Ranked {
    let document: Int
    let share: Double
    let evidence: Double
}

extension Matcher {
    /// The solutions that fit best of those allowed, best first.
    ///
    /// The index orders by words alone and wants may move a solution up by a tenth; so more are
    /// fetched until none below could still come up.
    func ranked(
        _ need: CompiledNeed, for problem: Problem, on day: Day, limit: Int,
        allowed: (Int) -> Bool
    ) -> [Ranked] {
        let ready = ready
        let columns = problem.wants.map { ready.verdicts($0, for: problem, on: day) }
        let most = 1 + (problem.wants.isEmpty ? 0 : Match.wantsWeight)
        var fetch = problem.wants.isEmpty ? limit : max(64, 4 * limit)
        while true {
            let hits = ready.index.top(need, limit: fetch, allowed: allowed)
            var found = hits.map { hit in
                Ranked(
                    document: hit.document, share: hit.share,
                    evidence: Match.evidence(
                        share: hit.share, wants: columns.map { $0[hit.document] }))
            }
            found.sort { goesFirst($0, $1) }
            let isWhole = hits.count < fetch
            let last = found.count > limit ? found[max(0, limit - 1)].evidence : 0
            if isWhole || problem.wants.isEmpty || (hits.last?.share ?? 0) * most < last {
                return Array(found.prefix(limit))
            }
            fetch *= 4
        }
    }

    /// More evidence first, then the published tie-break.
    func goesFirst(_ one: Ranked, _ other: Ranked) -> Bool {
        if one.evidence != other.evidence { return one.evidence > other.evidence }
        let index = ready.index
        return Matcher.tieBreak(index.id(of: one.document), index.id(of: other.document), salt)
    }

    static func tieBreak(_ one: String, _ other: String, _ salt: String) -> Bool {
        let numbers = (
            TieBreak.number(of: one, salt: salt), TieBreak.number(of: other, salt: salt)
        )
        return numbers.0 != numbers.1 ? numbers.0 < numbers.1 : one < other
    }
}
