/// A finding that a person should see, as it is published on the `alerts` topic.
public struct Alert: Hashable, Sendable {
    /// Follows from the child, the rule and the records that first led to it: the same finding has
    /// the same identifier whoever comes upon it, and whenever.
    public var id: String
    /// Counts up from 1 with every change that is published.
    public var revision: Int
    public var status: AlertStatus
    /// The rule's name, such as `rapid-return`.
    public var rule: String
    public var severity: Severity
    public var childID: ChildID
    /// When it came to be so: the date of the record that completed it, or the deadline that passed.
    public var raisedAt: CaseDate
    /// When a person should have looked at it.
    public var dueAt: Moment
    /// The child's score when this revision was made, 0 to 100.
    public var score: Int
    /// The name of the band that the score lay in.
    public var band: String
    /// Why, in plain words; on a withdrawn alert, why it was withdrawn.
    public var reasons: [String]
    /// The records it rests on, in the order they were received.
    public var evidence: [RecordID]
    /// The digest of the policy that it follows from.
    public var policy: String

    public init(
        id: String, revision: Int, status: AlertStatus, rule: String, severity: Severity,
        childID: ChildID, raisedAt: CaseDate, dueAt: Moment, score: Int, band: String,
        reasons: [String], evidence: [RecordID], policy: String
    ) {
        self.id = id
        self.revision = revision
        self.status = status
        self.rule = rule
        self.severity = severity
        self.childID = childID
        self.raisedAt = raisedAt
        self.dueAt = dueAt
        self.score = score
        self.band = band
        self.reasons = reasons
        self.evidence = evidence
        self.policy = policy
    }
}

/// Where an alert stands.
public enum AlertStatus: String, CaseIterable, Sendable {
    /// It stands, and this is the first that is said of it, or it stands again.
    case open
    /// It stands, and something about it changed.
    case updated
    /// It no longer stands.
    case withdrawn
}

/// How soon a person should look; the policy says what each means in working days.
public enum Severity: String, CaseIterable, Comparable, Codable, Sendable {
    case low, medium, high

    public static func < (left: Severity, right: Severity) -> Bool {
        left.rank < right.rank
    }

    private var rank: Int {
        switch self {
        case .low: 0
        case .medium: 1
        case .high: 2
        }
    }
}
