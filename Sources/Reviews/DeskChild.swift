public import Casework

/// What the desk knows of one child: alerts, records and what people did about them.
public struct DeskChild: Sendable {
    public var id: ChildID
    /// The household that the child's latest record names; nil where none does.
    public var household: HouseholdID?
    /// Every alert there was, in its latest revision.
    public var alerts: [DeskAlert]
    /// The facts that hold in the chronology, retractions left out.
    public var facts: [Fact]
    /// The sum of the score's parts before the limit of 100: it ranks where the score cannot.
    public var points: Int
    /// What people did, in the order of the log, as far as it took effect (`ReviewHistory`).
    public var acts: [Review]

    public init(
        id: ChildID, household: HouseholdID?, alerts: [DeskAlert], facts: [Fact], points: Int,
        acts: [Review]
    ) {
        self.id = id
        self.household = household
        self.alerts = alerts
        self.facts = facts
        self.points = points
        self.acts = acts
    }

    /// 0 to 100.
    public var score: Int { min(100, points) }

    /// Everything that is known about the child.
    public var evidence: Evidence { Evidence(facts.compactMap(Evidence.mark(of:))) }
}

/// An alert and when the log was told of it.
public struct DeskAlert: Hashable, Sendable {
    /// Its latest revision.
    public var alert: Alert
    /// When it came to stand: when the log took the revision that opened it, the last time it was
    /// opened.
    public var openedAt: Moment
    /// When its evidence was last another than before.
    public var evidenceAt: Moment
    /// When it was withdrawn; nil while it stands.
    public var withdrawnAt: Moment?

    public init(
        alert: Alert, openedAt: Moment, evidenceAt: Moment, withdrawnAt: Moment? = nil
    ) {
        self.alert = alert
        self.openedAt = openedAt
        self.evidenceAt = evidenceAt
        self.withdrawnAt = withdrawnAt
    }

    /// Whether it stands.
    public var stands: Bool { alert.status != .withdrawn }
}
