public import Catalogue

/// Every open problem with the solutions that fit it, kept up to date as the catalogue changes.
///
/// The rule is that of a level, not of an edge: a pair fits by `Matcher.fitting` of the catalogue,
/// its statistics and the day, and what fits and was not told, or told with another verdict, is told.
/// However the changes came, what fits in the end is what matching everything at once gives; a start
/// after a stop tells what is missing and nothing twice.
///
/// A value: work on a copy, keep what it says in the store, and then take the copy.
public struct StandingProblems: Sendable {
    public private(set) var matcher: Matcher
    public private(set) var clock: StatisticsClock
    /// The day that musts are judged on.
    public private(set) var day: Day
    /// What has been told.
    public internal(set) var told: ToldVerdicts

    /// By problem, the solutions whose words fit, whatever its musts.
    private(set) var candidates: [String: [String: Candidate]] = [:]
    private var roster: Roster

    struct Candidate {
        let share: Double
        /// Whether no must excludes the solution on the day.
        var fits: Bool
    }

    /// What was told since the last time and is to be kept with the notices.
    public mutating func takeUnkept() -> [ToldVerdicts.Pair: ToldVerdict?] { told.takeUnkept() }

    /// - Parameters:
    ///   - matcher: under the statistics that the clock names.
    ///   - told: what the store has.
    public init(_ matcher: Matcher, clock: StatisticsClock, day: Day, told: ToldVerdicts) {
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
            // What was told stays known while it is closed: it may open again.
            guard problem.entry.stands else { return [] }
            roster.put(problem.entry, matcher)
            find(problem.entry)
            return tell(problem.entry.id, isNew ? .problemPublished : .problemChanged)
        case .withdrawal(.problem, let id):
            drop(problem: id)
            return []
        case .withdrawal(.solution, let id):
            let before = drop(solution: id)
            guard !refreeze(change) else { return tellAll(.statisticsChanged) }
            for problem in before { told[problem, id] = nil }
            return []
        case .solution(let solution):
            let isNew = before.solutions[solution.entry.id] == nil
            let before = drop(solution: solution.entry.id)
            let cause: Notice.Cause = isNew ? .solutionCatalogued : .solutionChanged
            if refreeze(change) {
                return tell(solution: solution.entry.id, among: before, cause)
                    + tellAll(.statisticsChanged)
            }
            find(solution.entry)
            return tell(solution: solution.entry.id, among: before, cause)
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

    func admits(_ problem: Problem, _ solution: Solution) -> Bool {
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

    /// - Returns: the problems that it was a candidate for.
    @discardableResult
    private mutating func drop(solution id: String) -> [String] {
        let problems = candidates.compactMap { $0.value[id] == nil ? nil : $0.key }
        for problem in problems { candidates[problem]?[id] = nil }
        return problems
    }

    private mutating func drop(problem id: String) {
        candidates[id] = nil
        roster.remove(id)
    }
}
