internal import Catalogue

extension StandingProblems {
    mutating func tellAll(_ cause: Notice.Cause) -> [Notice] {
        Set(candidates.keys).union(told.problems).sorted().flatMap { tell($0, cause) }
    }

    /// Everything that there is to tell of a problem that stands.
    mutating func tell(_ problem: String, _ cause: Notice.Cause) -> [Notice] {
        guard matcher.contents.problems[problem]?.entry.stands == true else { return [] }
        let solutions = Set((candidates[problem] ?? [:]).keys).union(told.solutions(of: problem))
        return solutions.sorted().compactMap { tell(problem, $0, cause) }
    }

    /// - Parameter problems: for which it was a candidate before.
    mutating func tell(
        solution: String, among problems: [String], _ cause: Notice.Cause
    ) -> [Notice] {
        let now = candidates.compactMap { $0.value[solution] == nil ? nil : $0.key }
        return Set(now).union(problems).sorted().compactMap { tell($0, solution, cause) }
    }

    /// Tells of a pair that fits, unless just that was told. One that fails a must is forgotten, and is
    /// news when it fits again. One that its words alone have dropped from the candidates is not: the
    /// ranking moves with every entry of the catalogue, and its verdict is what it was.
    private mutating func tell(
        _ problem: String, _ solution: String, _ cause: Notice.Cause
    ) -> Notice? {
        guard let need = matcher.contents.problems[problem]?.entry,
            let offer = matcher.contents.solutions[solution], admits(need, offer.entry)
        else {
            told[problem, solution] = nil
            return nil
        }
        guard let candidate = candidates[problem]?[solution], candidate.fits else { return nil }
        let before = told[problem, solution]
        let verdict = ToldVerdict(of: offer.entry, for: need, on: day)
        guard before != verdict else { return nil }
        told[problem, solution] = verdict
        if let before, before.open == nil { return nil }
        let match = matcher.match(need, offer.entry, share: candidate.share, on: day)
        return Notice(
            key: Notice.Key(problem: problem, solution: solution, revision: offer.revision),
            cause: cause, day: day, match: match,
            changed: before.map { verdict.changes(since: $0, match) },
            reason: Notice.reason(match, matcher.explanation(of: need, offer.entry)))
    }
}

extension ToldVerdict {
    /// What is otherwise than it was told, a sentence each.
    func changes(since before: ToldVerdict, _ match: Match) -> [String] {
        let (old, new) = (Set(before.open ?? []), Set(open ?? []))
        return match.musts.compactMap { must in
            let name = ToldVerdict.name(must.requirement)
            guard old.contains(name) != new.contains(name) else { return nil }
            return must.verdict == .notStated
                ? "No longer stated: \(must.reason)" : "Now answered: \(must.reason)"
        }
            + (old.subtracting(match.musts.map { ToldVerdict.name($0.requirement) }).isEmpty
                ? [] : ["The problem no longer asks for something that was open."])
    }
}
