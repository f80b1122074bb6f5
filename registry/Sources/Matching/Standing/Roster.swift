import Catalogue
import Ranking

/// The open problems made ready for a solution to come: most in one structure that looks through
/// them quickly, and beside it those that have changed since it was made.
struct Roster: Sendable {
    private var settled: StandingNeeds
    /// Those of the settled that are still as they were.
    private var valid: Set<String>
    private var fresh: [String: CompiledNeed] = [:]
    private let settings: RankingSettings

    /// So many fresh ones are looked at one by one.
    private static let freshLimit = 64

    init(_ matcher: Matcher) {
        let problems = matcher.openProblems
        settings = matcher.settings
        settled = StandingNeeds(
            problems.map { ($0.id, matcher.compiled($0)) }, settings: matcher.settings)
        valid = Set(problems.map(\.id))
    }

    mutating func remove(_ id: String) {
        valid.remove(id)
        fresh[id] = nil
    }

    mutating func put(_ problem: Problem, _ matcher: Matcher) {
        guard fresh.count < Roster.freshLimit else {
            self = Roster(matcher)
            return
        }
        valid.remove(problem.id)
        fresh[problem.id] = matcher.compiled(problem)
    }

    /// The problems whose words a text meets enough of.
    func matches(_ text: Document) -> [(id: String, share: Double)] {
        var found = settled.matches(text, minimumShare: Match.threshold)
            .filter { valid.contains($0.id) }.map { ($0.id, $0.share) }
        for (id, need) in fresh {
            let share = need.share(of: need.score(text, settings: settings))
            if share >= Match.threshold { found.append((id, share)) }
        }
        return found
    }
}
