public import Catalogue
import Ranking

/// The solutions for a problem, with everything that a buyer has to justify.
public struct Shortlist: Hashable, Sendable {
    /// One place on it.
    public struct Place: Hashable, Sendable {
        /// From 1.
        public let rank: Int
        public let match: Match
        /// Why, by words.
        public let words: [WordEvidence]
    }

    /// A solution that the musts left out and the words would have placed.
    public struct Rejection: Hashable, Sendable {
        public let match: Match
        /// The musts that left it out.
        public let failures: [Judgement]
        /// The place it would have: that of the first solution on the list that it would go before.
        public let wouldRank: Int

        /// `Fails only this: … It would be second.`
        public var sentence: String {
            let reasons = failures.map(\.reason).joined(separator: " ")
            let start = failures.count == 1 ? "Fails only this: " : "Fails: "
            return start + reasons + " It would be \(Rejection.ordinal(wouldRank))."
        }

        private static func ordinal(_ rank: Int) -> String {
            let words = [
                "first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth",
                "ninth", "tenth",
            ]
            if rank <= words.count { return words[rank - 1] }
            let ending =
                switch (rank % 100, rank % 10) {
                case (11...13, _): "th"
                case (_, 1): "st"
                case (_, 2): "nd"
                case (_, 3): "rd"
                default: "th"
                }
            return "\(rank)\(ending)"
        }
    }

    /// How many solutions a must left out.
    public struct Removal: Hashable, Sendable {
        public let must: Requirement
        /// If it were the only one.
        public let alone: Int
        /// Of those that the musts before it had left.
        public let inOrder: Int
        /// That no other must leaves out.
        public let byItAlone: Int
        /// Of all solutions, how many say nothing about it.
        public let notStated: Int
    }

    public let problem: Problem
    public let choices: Choices
    public let catalogueVersion: Int
    public let statisticsVersion: Int
    public let rankerVersion: String
    public let salt: String
    /// How many solutions there were.
    public let considered: Int
    /// How many of them the musts left.
    public let admitted: Int
    public let removals: [Removal]
    public let places: [Place]
    /// Those that fail one must alone, the best first.
    public let nearMisses: [Rejection]
    /// Those that fail more than one, the best first.
    public let rejections: [Rejection]
    /// How many of the first ten come from small and medium-sized enterprises.
    public let fairness: SupplierSizes
}

extension Matcher {
    /// Names how words and wants become an order; another name, another order. With it go the
    /// versions of the synonyms and of the lattices.
    public var rankerVersion: String {
        "1/synonyms-\(vocabulary.version)/lattices-\(Lattices.standard.version)"
    }

    /// The solutions for a problem: the musts decide who takes part before anything is ranked.
    public func shortlist(for problem: Problem, _ choices: Choices) -> Shortlist {
        let need = compiled(problem)
        let ready = ready
        let survey = MustSurvey(problem, ready, choices)
        func matched(_ ranked: Ranked) -> Match {
            match(problem, ready.solutions[ranked.document], share: ranked.share, on: choices.day)
        }
        func rank(_ allowed: (UInt8) -> Bool) -> [Ranked] {
            ranked(need, for: problem, on: choices.day, limit: choices.limit) {
                allowed(survey.failures[$0])
            }
        }
        let admitted = rank { $0 == 0 }
        func rejections(_ rejected: [Ranked]) -> [Shortlist.Rejection] {
            rejected.compactMap { one in
                let place = admitted.prefix { goesFirst($0, one) }.count + 1
                guard place <= choices.limit else { return nil }
                let match = matched(one)
                return Shortlist.Rejection(
                    match: match, failures: match.failures(choices.silence), wouldRank: place)
            }
        }
        return Shortlist(
            problem: problem, choices: choices, catalogueVersion: contents.version,
            statisticsVersion: statisticsVersion, rankerVersion: rankerVersion, salt: salt,
            considered: ready.solutions.count, admitted: survey.failures.count { $0 == 0 },
            removals: survey.removals,
            places: admitted.enumerated().map { index, one in
                Shortlist.Place(
                    rank: index + 1, match: matched(one),
                    words: explanation(of: need, ready.solutions[one.document]))
            },
            nearMisses: rejections(rank { $0 == 1 }), rejections: rejections(rank { $0 > 1 }),
            fairness: sizes(of: admitted.prefix(10).map { ready.solutions[$0.document] }))
    }
}
