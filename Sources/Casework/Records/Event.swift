/// A message that says what a system recorded: a record made, amended or retracted.
public struct Event: Hashable, Sendable {
    /// The publisher's identifier of this message; together with `source` it is unique.
    public var id: String
    /// The system that publishes.
    public var source: String
    /// When that system recorded it. The later of two events about one record holds.
    public var time: Moment
    /// The record's identifier as the envelope repeats it; carried, not used.
    public var subject: String?
    /// The child it is about.
    public var childID: ChildID
    /// What was recorded.
    public var fact: Fact

    public init(
        id: String, source: String, time: Moment, subject: String? = nil, childID: ChildID,
        fact: Fact
    ) {
        self.id = id
        self.source = source
        self.time = time
        self.subject = subject
        self.childID = childID
        self.fact = fact
    }
}

/// What an event says: a record as it now stands, or that it is taken back.
public enum Fact: Hashable, Sendable {
    case contact(Contact)
    case referral(Referral)
    case closure(Closure)
    case retraction(Retraction)

    /// The record it speaks of.
    public var record: RecordReference {
        switch self {
        case .contact(let contact): RecordReference(.contact, contact.id)
        case .referral(let referral): RecordReference(.referral, referral.id)
        case .closure(let closure): RecordReference(.closure, closure.referralID)
        case .retraction(let retraction): retraction.record
        }
    }
}
