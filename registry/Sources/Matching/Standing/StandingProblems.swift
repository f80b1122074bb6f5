public import Catalogue

/// Every open problem with the solutions that fit it, kept up to date as the catalogue changes.
///
/// The rule is that of a level, not of an edge: a pair fits by `Matcher.fitting` of the catalogue,
/// its statistics and the day, and what fits and has not been told is told. However the changes
/// came, what fits in the end is what matching everything at once gives; a start after a stop tells
/// what is missing and nothing twice.
///
/// A value: work on a copy, keep what it says in the store, and then take the copy.
public struct StandingProblems: Sendable {
    public private(set) var matcher: Matcher
    public private(set) var clock: StatisticsClock
    /// The day that musts are judged on.
    public private(set) var day: Day
    /// What has been told.
    public private(set) var told: Set<Notice.Key>

    /// By problem, the solutions whose words fit, whatever its musts.
    private var candidates: [String: [String: Candidate]] = [:]
    private var roster: Roster

    struct Candidate {
        let share: Double
        /// Whether no must excludes the solution on the day.
        var fits: Bool
    }

    /// - Parameters:
    ///   - matcher: under the statistics that the clock names.
    ///   - told: what the store has.
    public init(_ matcher: Matcher, clock: StatisticsClock, day: Day, told: Set<Notice.Key>) {
        (self.matcher, self.clock, self.day, self.told) = (matcher, clock, day, told)
        roster = Roster(matcher)
        for problem in matcher.openProblems { find(problem) }
    }

    /// By problem, the ids of the solutions that fit.
    public var fits: [String: Set<String>] {
        candidates.mapValues { Set($0.filter(\.value.fits).keys) }.filter { !$0.value.isEmpty }
    }

    /// The ids of the solutions that fit one problem.
    public func fits(of problem: String) -> Set<String> {
        Set((candidates[problem] ?? [:]).filter(\.value.fits).keys)
    }

    /// Tells what fits and has not been told: after a start.
    public mutating func catchUp() -> [Notice] { tellAll(.foundAtStart) }

    /// Takes a change of the catalogue and says what is to be told.
    public mutating func apply(_ change: CatalogueChange) -> [Notice] {
        let before = matcher.contents
        matcher = matcher.applying(change)
        switch change.what {
        case .organisation, .withdrawal(.organisation, _): return []
        case .problem(let problem):
            let isNew = before.problems[problem.entry.id] == nil
            drop(problem: problem.entry.id)
            guard problem.entry.stands else { return [] }
            roster.put(problem.entry, matcher)
            find(problem.entry)
            return tell(problem.entry.id, isNew ? .problemPublished : .problemChanged)
        case .withdrawal(.problem, let id):
            drop(problem: id)
            return []
        case .withdrawal(.solution, let id):
            drop(solution: id)
            return refreeze(change) ? tellAll(.statisticsChanged) : []
        case .solution(let solution):
            let isNew = before.solutions[solution.entry.id] == nil
            drop(solution: solution.entry.id)
            let cause: Notice.Cause = isNew ? .solutionCatalogued : .solutionChanged
            if refreeze(change) {
                return tell(solution: solution.entry.id, cause) + tellAll(.statisticsChanged)
            }
            find(solution.entry)
            return tell(solution: solution.entry.id, cause)
        }
    }

    /// Goes on to a later day: certificates expire and frameworks begin.
    public mutating func advance(to day: Day) -> [Notice] {
        guard day > self.day else { return [] }
        self.day = day
        for (problem, solutions) in candidates {
            guard let problem = matcher.contents.problems[problem]?.entry else { continue }
            for id in solutions.keys {
                guard let solution = matcher.contents.solutions[id]?.entry else { continue }
                let fits = admits(problem, solution)
                candidates[problem.id]?[id]?.fits = fits
            }
        }
        return tellAll(.dayCame)
    }

    private func admits(_ problem: Problem, _ solution: Solution) -> Bool {
        problem.musts.allSatisfy {
            Silence.included.admits($0.verdict(of: solution, for: problem, on: day))
        }
    }

    /// - Returns: whether the statistics were taken anew, and with them everything matched again.
    private mutating func refreeze(_ change: CatalogueChange) -> Bool {
        let contents = matcher.contents
        guard clock.take(change, leaving: contents.solutions.count) else {
            return false
        }
        self = StandingProblems(
            Matcher(contents, vocabulary: matcher.vocabulary), clock: clock, day: day, told: told)
        return true
    }

    private mutating func find(_ problem: Problem) {
        var found: [String: Candidate] = [:]
        for (solution, share) in matcher.candidates(for: problem) {
            found[solution.id] = Candidate(share: share, fits: admits(problem, solution))
        }
        candidates[problem.id] = found.isEmpty ? nil : found
    }

    private mutating func find(_ solution: Solution) {
        for (id, share) in roster.matches(solution.rankedText) {
            guard let problem = matcher.contents.problems[id]?.entry else { continue }
            let candidate = Candidate(share: share, fits: admits(problem, solution))
            candidates[id, default: [:]][solution.id] = candidate
        }
    }

    private mutating func drop(solution id: String) {
        for problem in candidates.compactMap({ $0.value[id] == nil ? nil : $0.key }) {
            candidates[problem]?[id] = nil
        }
    }

    private mutating func drop(problem id: String) {
        candidates[id] = nil
        roster.remove(id)
    }
}

extension StandingProblems {
    private mutating func tellAll(_ cause: Notice.Cause) -> [Notice] {
        candidates.keys.sorted().flatMap { tell($0, cause) }
    }

    private mutating func tell(_ problem: String, _ cause: Notice.Cause) -> [Notice] {
        (candidates[problem] ?? [:]).filter(\.value.fits).keys.sorted().compactMap {
            tell(problem, $0, cause)
        }
    }

    private mutating func tell(solution: String, _ cause: Notice.Cause) -> [Notice] {
        candidates.compactMap { $0.value[solution]?.fits ?? false ? $0.key : nil }.sorted()
            .compactMap {
                tell($0, solution, cause)
            }
    }

    private mutating func tell(
        _ problem: String, _ solution: String, _ cause: Notice.Cause
    ) -> Notice? {
        guard let share = candidates[problem]?[solution]?.share,
            let problem = matcher.contents.problems[problem]?.entry,
            let solution = matcher.contents.solutions[solution]
        else { return nil }
        let key = Notice.Key(
            problem: problem.id, solution: solution.entry.id, revision: solution.revision)
        guard told.insert(key).inserted else { return nil }
        let match = matcher.match(problem, solution.entry, share: share, on: day)
        return Notice(
            key: key, cause: cause, day: day, match: match,
            reason: Notice.reason(match, matcher.explanation(of: problem, solution.entry)))
    }
}
