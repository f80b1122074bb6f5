public import Catalogue
public import Ranking

/// Whether a solution that says nothing about a must is left out.
public enum Silence: String, Sendable, Hashable, CaseIterable {
    case included, excluded

    /// Whether a solution with such a verdict on a must stays.
    public func admits(_ verdict: Verdict) -> Bool {
        verdict == .met || (verdict == .notStated && self == .included)
    }
}

/// What a problem and a solution have to do with each other on a day. The same from both sides.
public struct Match: Hashable, Sendable {
    /// Ids.
    public let problem: String
    public let solution: String
    /// What the words that meet give, as a part of what the problem's words could give at most: 0 to
    /// 1.
    public let share: Double
    public let musts: [Judgement]
    public let wants: [Judgement]
    /// What matches are ordered by: the share, and up to a tenth of it more for the wants that are
    /// met.
    public let evidence: Double

    /// The musts that leave the solution out.
    public func failures(_ silence: Silence) -> [Judgement] {
        musts.filter { !silence.admits($0.verdict) }
    }

    /// What all wants together add to the share, as a part of it.
    public static let wantsWeight = 0.1
    /// The share from which on a solution fits a problem: below it too few words have met. Of the
    /// sample catalogue's judged pairs it admits all 31 that were made for each other, and refuses
    /// nine of ten of the 368 that only look near. It was chosen by these pairs.
    public static let threshold = 0.12

    static func evidence(share: Double, wants: [Verdict]) -> Double {
        guard !wants.isEmpty else { return share }
        let met = Double(wants.count { $0 == .met }) / Double(wants.count)
        return share * (1 + wantsWeight * met)
    }
}

extension Matcher {
    /// A problem and a solution, whether they are in the catalogue or a draft.
    public func match(_ problem: Problem, _ solution: Solution, on day: Day) -> Match {
        let need = compiled(problem)
        let score = need.score(solution.rankedText, settings: settings)
        return match(problem, solution, share: need.share(of: score), on: day)
    }

    func match(_ problem: Problem, _ solution: Solution, share: Double, on day: Day) -> Match {
        let wants = problem.wants.map { $0.judgement(of: solution, for: problem, on: day) }
        return Match(
            problem: problem.id, solution: solution.id, share: share,
            musts: problem.musts.map { $0.judgement(of: solution, for: problem, on: day) },
            wants: wants, evidence: Match.evidence(share: share, wants: wants.map(\.verdict)))
    }

    /// Which words of the problem met which sentence of the solution, and what each gave: the largest
    /// gain first.
    public func explanation(of problem: Problem, _ solution: Solution) -> [WordEvidence] {
        explanation(of: compiled(problem), solution)
    }

    func explanation(of need: CompiledNeed, _ solution: Solution) -> [WordEvidence] {
        need.explain(solution.rankedText, settings: settings).compactMap { part in
            guard let field = SolutionField(rawValue: part.field) else { return nil }
            return WordEvidence(
                words: part.words, kind: part.kind, field: field, sentence: part.text,
                places: part.textRanges, share: need.share(of: part.gain))
        }
    }
}

/// Words of a problem that met a sentence of a solution.
public struct WordEvidence: Hashable, Sendable {
    /// As the problem has them; for feedback the word that was taken over.
    public let words: String
    public let kind: CompiledNeed.Kind
    public let field: SolutionField
    /// The solution's sentence or line.
    public let sentence: String
    /// Where the sentence says it, as UTF-8 offsets.
    public let places: [Range<Int>]
    /// What it gave, as a part of the most that the problem's words could give; all together are the
    /// match's share.
    public let share: Double
}
