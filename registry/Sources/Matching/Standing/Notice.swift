public import Catalogue

/// Tells a council that a solution fits its problem. It is told once, and again when the verdict on
/// its musts has changed.
public struct Notice: Hashable, Sendable {
    /// What made the two fit.
    public enum Cause: String, Hashable, Sendable {
        case solutionCatalogued, solutionChanged, problemPublished, problemChanged
        /// A date came: a framework began, a certificate began.
        case dayCame
        /// The statistics of the words were taken anew.
        case statisticsChanged
        /// It fitted before and nobody had told: a program was stopped between the two.
        case foundAtStart
    }

    /// What is told of.
    public struct Key: Hashable, Sendable, Comparable {
        /// Ids.
        public let problem: String
        public let solution: String
        /// The solution's revision.
        public let revision: Int

        public init(problem: String, solution: String, revision: Int) {
            (self.problem, self.solution, self.revision) = (problem, solution, revision)
        }

        public static func < (left: Key, right: Key) -> Bool {
            (left.problem, left.solution, left.revision)
                < (right.problem, right.solution, right.revision)
        }
    }

    public let key: Key
    public let cause: Cause
    public let day: Day
    public let match: Match
    /// What is otherwise than when it was told before, a sentence each; nil where it was not.
    public let changed: [String]?
    /// Why, in a few sentences.
    public let reason: String
}

extension Notice {
    /// What a person is told: how much of the problem's words met, the sentence that gave most, and
    /// what is not stated.
    static func reason(_ match: Match, _ words: [WordEvidence]) -> String {
        let percent = Int((match.share * 100).rounded())
        var sentences = ["Its words meet \(percent) % of what the problem’s could give."]
        if let best = words.first {
            sentences.append("Most came from “\(best.words)” in: “\(best.sentence)”")
        }
        if !match.musts.isEmpty {
            let met = match.musts.count { $0.verdict == .met }
            sentences.append("It meets \(met) of \(match.musts.count) musts.")
        }
        sentences += match.musts.filter { $0.verdict == .notStated }.map(\.reason)
        return sentences.joined(separator: " ")
    }
}
