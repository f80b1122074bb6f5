/// A child's scores at many moments of the past, for whoever needs more than a few: the records are
/// put in order once, and each score is worked out only as far as the question asks.
///
/// What it says is what `Score` says of the story at each moment; it is only quicker.
public struct PastScores: Sendable {
    private let policy: Policy
    /// What holds, by the moment from which on it is known.
    private let facts: [(since: Moment, fact: Fact)]
    private let heard: HeardRecords

    public init(of chronology: Chronology, under policy: Policy) {
        self.policy = policy
        let holding = chronology.factsAsRead
        facts = holding.compactMap { fact in fact.knownSince.map { (date: $0, fact: fact) } }
            .sorted { one, other in
                one.date != other.date
                    ? one.date < other.date : one.fact.record.id < other.fact.record.id
            }
            .map { ($0.date.moment, $0.fact) }
        heard = HeardRecords(in: facts.lazy.map(\.fact))
    }

    /// The score, 0 to 100, from what was known at a moment.
    public func total(at moment: Moment) -> Int {
        quickTotal(at: moment) ?? Score.total(of: story(at: moment), under: policy)
    }

    /// The score where it can be told without reading the story: a child heard of so often
    /// that this alone makes it 100.
    public func quickTotal(at moment: Moment) -> Int? {
        isAtLeast(Score.most, byHeardAt: moment) ? Score.most : nil
    }

    /// Whether the score at a moment is as high as a line, or higher.
    func isAtLeast(_ line: Int, at moment: Moment) -> Bool {
        isAtLeast(line, byHeardAt: moment)
            || Score.total(of: story(at: moment), under: policy) >= line
    }

    private func isAtLeast(_ line: Int, byHeardAt moment: Moment) -> Bool {
        policy.rules.contains { $0.points(atLeast: line, from: heard, at: moment) >= line }
    }

    /// The story at a moment.
    func story(at moment: Moment) -> Story {
        let known = facts.countOfPrefix { $0.since <= moment }
        return Story(facts[..<known].lazy.map(\.fact), at: moment, clocks: policy.clocks)
    }
}

extension Fact {
    /// The date from which on a record is known; a retraction has none.
    fileprivate var knownSince: CaseDate? {
        switch self {
        case .contact(let contact): contact.receivedAt
        case .referral(let referral): referral.receivedAt
        case .closure(let closure): closure.closedAt
        case .retraction: nil
        }
    }
}
