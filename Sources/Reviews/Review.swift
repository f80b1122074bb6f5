public import Casework

/// One thing that a person did about one child, as the `reviews` topic has it. An act about several
/// children of a household is several reviews that share `reviewID`.
public struct Review: Hashable, Sendable {
    /// The act's identifier.
    public var reviewID: String
    public var childID: ChildID
    /// All children of the act, in ascending order; `childID` is one of them.
    public var children: [ChildID]
    /// The act that was the last about this child when the person saw the page; nil for none. An
    /// act that does not find it so in the log does not take effect (`ReviewHistory`).
    public var after: String?
    /// When it was done.
    public var at: Moment
    public var by: Reviewer
    /// The child's standing alerts that the person saw, and in which revision.
    public var alerts: [SeenAlert]
    public var act: Act

    /// What was done.
    public enum Act: Hashable, Sendable {
        /// The case is theirs until a moment.
        case taken(until: Moment)
        /// The case is nobody's again.
        case released
        /// The case is put off until a moment, for a reason, or until something new is recorded
        /// beside what the person saw.
        case snoozed(until: Moment, reason: String, seen: Evidence)
        /// What the person thought before they saw the score.
        case viewed(Decision)
        case decided(Judgement)
    }

    public init(
        reviewID: String, childID: ChildID, children: [ChildID], after: String?, at: Moment,
        by: Reviewer, alerts: [SeenAlert], act: Act
    ) {
        self.reviewID = reviewID
        self.childID = childID
        self.children = children
        self.after = after
        self.at = at
        self.by = by
        self.alerts = alerts
        self.act = act
    }

    /// The child whose review decides whether the whole act takes effect: the smallest identifier.
    /// Writers append it last, so that an act is whole or has no effect.
    public var lead: ChildID { children.first ?? childID }

    /// Whether the children are named as they have to be, each once and in ascending order, the child
    /// of this review among them. Without that a review has no effect.
    public var isWellFormed: Bool {
        children.contains(childID) && zip(children, children.dropFirst()).allSatisfy { $0 < $1 }
    }
}

/// An alert as somebody saw it.
public struct SeenAlert: Hashable, Sendable {
    public var id: String
    public var revision: Int

    public init(id: String, revision: Int) {
        self.id = id
        self.revision = revision
    }
}

/// What a person decided, and on what ground.
public struct Judgement: Hashable, Sendable {
    public var decision: Decision
    /// What they checked, what tipped it, who does what by when. The family may read it one day.
    public var reason: String
    /// The records that were known: the decision covers these and nothing that comes later.
    public var seen: Evidence
    /// The child's score at the time, 0 to 100.
    public var score: Int
    /// Whether the page showed the score before the decision.
    public var scoreWasShown: Bool
    /// What they thought before they saw the score; nil where nobody asked.
    public var firstView: FirstView?
    /// The digest of the policy under which the page was drawn.
    public var policy: String
    /// Since when they had the page open.
    public var openedAt: Moment
    /// The decision that this one takes the place of.
    public var replaces: String?

    public init(
        decision: Decision, reason: String, seen: Evidence, score: Int, scoreWasShown: Bool,
        firstView: FirstView?, policy: String, openedAt: Moment, replaces: String?
    ) {
        self.decision = decision
        self.reason = reason
        self.seen = seen
        self.score = score
        self.scoreWasShown = scoreWasShown
        self.firstView = firstView
        self.policy = policy
        self.openedAt = openedAt
        self.replaces = replaces
    }
}

/// What somebody thought before they saw the score, and when they said so.
public struct FirstView: Hashable, Sendable {
    public var decision: Decision
    public var at: Moment

    public init(decision: Decision, at: Moment) {
        self.decision = decision
        self.at = at
    }
}

/// The six decisions of a second look. None of them changes the case: a person does that in the
/// council's own system.
public enum Decision: String, CaseIterable, Hashable, Codable, Sendable {
    case reopen
    case earlyHelp = "early-help"
    case passedOn = "passed-on"
    case stands
    case notAReturn = "not-a-return"
    case recordWrong = "record-wrong"

    /// As it stands beside its button.
    public var words: String {
        switch self {
        case .reopen: "Reopen for assessment"
        case .earlyHelp: "Offer early help"
        case .passedOn: "Pass to the worker who has the case"
        case .stands: "The decision to close stands"
        case .notAReturn: "Not a real return"
        case .recordWrong: "A record is wrong"
        }
    }

    /// What has to be known about it; nil for nothing.
    public var hint: String? {
        switch self {
        case .reopen: "You do this in the case system."
        case .earlyHelp: nil
        case .passedOn: "The case is open already."
        case .stands: nil
        case .notAReturn: "Reported twice, or closed while waiting for information."
        case .recordWrong: "Say which. Whoever sent it is asked to correct it."
        }
    }

    /// As it is told afterwards, in lower case: “passed to the worker who has the case”.
    public var past: String {
        switch self {
        case .reopen: "reopened for assessment"
        case .earlyHelp: "offered early help"
        case .passedOn: "passed to the worker who has the case"
        case .stands: "let the decision to close stand"
        case .notAReturn: "found not to be a real return"
        case .recordWrong: "a record was found to be wrong"
        }
    }
}
