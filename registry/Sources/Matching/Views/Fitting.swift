public import Catalogue
import Ranking

extension Matcher {
    /// The open problems that a solution fits, for its supplier: the largest evidence first, then by
    /// the tie-break. The mirror image of a shortlist without a cut: every pair is the same there.
    ///
    /// - Parameter solution: of the catalogue or a draft.
    public func problems(
        for solution: Solution, on day: Day, silence: Silence = .included
    ) -> [Match] {
        let text = solution.rankedText
        let matches = openProblems.compactMap { problem -> Match? in
            let need = compiled(problem)
            let share = need.share(of: need.score(text, settings: settings))
            guard share >= Match.threshold else { return nil }
            let match = match(problem, solution, share: share, on: day)
            return match.failures(silence).isEmpty ? match : nil
        }
        return matches.sorted { one, other in
            one.evidence != other.evidence
                ? one.evidence > other.evidence
                : Matcher.tieBreak(one.problem, other.problem, salt)
        }
    }

    /// Every solution that fits a problem: enough words have met and no must excludes it.
    public func fitting(
        _ problem: Problem, on day: Day, silence: Silence = .included
    ) -> [Match] {
        candidates(for: problem).map { match(problem, $0.solution, share: $0.share, on: day) }
            .filter { $0.failures(silence).isEmpty }
    }

    /// The solutions whose words meet enough of a problem's, whatever its musts.
    ///
    /// The best few of an index come quickly and all of it slowly, so few are asked for until the
    /// last of them does not fit.
    func candidates(for problem: Problem) -> [(solution: Solution, share: Double)] {
        let ready = ready
        let need = compiled(problem)
        var limit = 32
        while true {
            let hits = ready.index.top(need, limit: limit)
            guard hits.count < limit || (hits.last?.share ?? 0) < Match.threshold else {
                limit *= 4
                continue
            }
            return hits.prefix { $0.share >= Match.threshold }
                .map { (ready.solutions[$0.document], $0.share) }
        }
    }

    /// A need that nobody meets yet.
    public struct UnmetNeed: Hashable, Sendable {
        public let problem: Problem
        /// Whether the council itself looked and found none.
        public let isMarked: Bool
        /// The solutions whose words fit and that a must left out.
        public let excludedByMusts: Int
    }

    /// The problems marked as having nothing suitable, and the open ones that no solution fits.
    public func unmetNeeds(on day: Day) -> [UnmetNeed] {
        contents.problems.values.map(\.entry).sorted { $0.id < $1.id }.compactMap { problem in
            guard problem.stands else { return nil }
            let candidates = candidates(for: problem)
                .map { match(problem, $0.solution, share: $0.share, on: day) }
            let excluded = candidates.count { !$0.failures(.included).isEmpty }
            let isMarked = problem.status == .nothingSuitable
            guard isMarked || excluded == candidates.count else { return nil }
            return UnmetNeed(problem: problem, isMarked: isMarked, excludedByMusts: excluded)
        }
    }
}
