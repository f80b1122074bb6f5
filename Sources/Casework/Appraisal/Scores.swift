/// A child's score at any moment up to the one of the appraisal, worked out when it is asked for.
public struct Scores: Sendable {
    /// The score at the moment of the appraisal.
    public let now: Score
    private let chronology: Chronology
    private let policy: Policy

    init(now: Score, chronology: Chronology, policy: Policy) {
        self.now = now
        self.chronology = chronology
        self.policy = policy
    }

    /// The score at an earlier moment, from what was known then.
    public func at(_ moment: Moment) -> Score {
        Score(of: policy.story(of: chronology, at: moment), under: policy)
    }

    /// The scores at earlier moments, for whoever asks for many.
    var past: PastScores { PastScores(of: chronology, under: policy) }
}
