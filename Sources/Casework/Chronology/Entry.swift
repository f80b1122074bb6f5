/// One event in a child's chronology: what was said of a record, by which system, and when.
public struct Entry: Hashable, Sendable {
    /// The publisher's identifier of the event.
    public let id: String
    /// The system that published it.
    public let source: String
    /// When that system recorded it.
    public let time: Moment
    /// What it says.
    public let fact: Fact

    /// The record it speaks of.
    public var record: RecordReference { fact.record }

    /// What makes the event one and the same wherever it turns up again.
    var name: EventName { EventName(source: source, id: id) }

    /// Whether both are the same event by name, whatever they say.
    func isNamesake(of other: Entry) -> Bool { id == other.id && source == other.source }

    init(_ event: Event) {
        id = event.id
        source = event.source
        time = event.time
        fact = event.fact
    }

    /// The order of a chronology: by record; of one record, the later time, then the greater id
    /// holds. What is left (one id at one time from two sources, or with two contents) is settled
    /// by comparing those, so that the order is total.
    func precedes(_ other: Entry) -> Bool {
        let (mine, theirs) = (fact.record, other.fact.record)
        if mine.kind != theirs.kind { return mine.kind.rank < theirs.kind.rank }
        if mine.id != theirs.id { return mine.id < theirs.id }
        if time != other.time { return time < other.time }
        if id != other.id { return id < other.id }
        if source != other.source { return source < other.source }
        return fact.contents.lexicographicallyPrecedes(other.fact.contents)
    }
}

/// An event's source and id, which together are unique.
struct EventName: Hashable, Sendable {
    let source: String
    let id: String
}

extension RecordKind {
    fileprivate var rank: Int {
        switch self {
        case .contact: 0
        case .referral: 1
        case .closure: 2
        }
    }
}

extension Fact {
    /// Every field as text, in a fixed order: only to settle which of two contents comes first.
    fileprivate var contents: [String] {
        switch self {
        case .contact(let contact):
            [
                "contact", contact.receivedAt.description, contact.source.rawValue,
                contact.outcome?.rawValue ?? "", contact.decidedAt?.description ?? "",
                contact.householdID?.text ?? "",
            ]
        case .referral(let referral):
            [
                "referral", referral.receivedAt.description, referral.source.rawValue,
                referral.primaryNeed?.rawValue ?? "",
                referral.noFurtherAction.map { "\($0)" } ?? "",
                referral.decidedAt?.description ?? "", referral.contactID?.text ?? "",
                referral.householdID?.text ?? "",
            ]
        case .closure(let closure):
            [
                "closure", closure.closedAt.description, closure.reason.rawValue,
                closure.pendingInformation.map { "\($0)" } ?? "",
            ]
        case .retraction(let retraction):
            ["retraction", retraction.reason]
        }
    }
}
