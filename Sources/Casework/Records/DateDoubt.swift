/// A date of an event that cannot be, or hardly. It is accepted, because an amendment may come, and
/// named, because one has to.
public struct DateDoubt: Hashable, Sendable {
    /// What kind of doubt it is.
    public enum Kind: Sendable {
        case recordedInFuture, afterRecording, inFuture, longAgo, decidedBeforeReceipt
    }

    public let kind: Kind
    /// The field, as the contract names it: `time`, `data.receivedAt`.
    public let field: String
    /// What is wrong, to be read after the field.
    public let problem: String
    /// What to do.
    public let remedy: String

    /// Clocks differ, and so do zones: milliseconds that are nothing to speak of. A day.
    private static let slack: Int64 = 86_400_000
    /// How far ahead a decision or a closing may be planned when it is recorded, or may have been
    /// added to the record since without a new time, in milliseconds: 31 days.
    private static let plan: Int64 = 31 * slack
    /// How old a young person in need can be, in years, and some months before birth.
    private static let oldest = 26

    /// What is doubtful about the dates of a fact that was recorded at a time.
    public static func all(in fact: Fact, recordedAt time: Moment, now: Moment) -> [DateDoubt] {
        var doubts: [DateDoubt] = []
        if time > now.advanced(milliseconds: slack) {
            doubts.append(
                DateDoubt(
                    .recordedInFuture, field: "time", problem: "lies in the future",
                    remedy:
                        "state when the system recorded it; no amendment of an earlier time holds"
                ))
        }
        for (field, date, ahead) in fact.stated {
            doubts +=
                DateDoubt(of: date, named: field, ahead, recordedAt: time, now: now)
                .map { [$0] } ?? []
        }
        if let (received, decided) = fact.decision, decided.day < received.day {
            doubts.append(
                DateDoubt(
                    .decidedBeforeReceipt, field: "data.decidedAt",
                    problem: "lies before it was received",
                    remedy: "check both dates"))
        }
        return doubts
    }

    private init(_ kind: Kind, field: String, problem: String, remedy: String) {
        self.kind = kind
        self.field = field
        self.problem = problem
        self.remedy = remedy
    }

    private init?(
        of date: CaseDate, named field: String, _ ahead: Int64, recordedAt time: Moment,
        now: Moment
    ) {
        if date.moment > time.advanced(milliseconds: ahead) {
            self.init(
                .afterRecording, field: field, problem: "lies after it was recorded",
                remedy: "check the date; until it is amended, the day it was recorded is read")
        } else if date.moment > now.advanced(milliseconds: DateDoubt.slack) {
            self.init(
                .inFuture, field: field, problem: "lies in the future",
                remedy: "check the date; nothing counts before it")
        } else if date.day < London.day(of: time).adding(months: -12 * DateDoubt.oldest) {
            self.init(
                .longAgo, field: field, problem: "lies more than \(DateDoubt.oldest) years back",
                remedy: "check the year")
        } else {
            return nil
        }
    }

    /// The date as it is read: nothing was received after it was recorded, nor decided or closed much
    /// later. One that says so is read as of the day, or the moment, it was recorded.
    static func read(_ date: CaseDate, recordedAt time: Moment, isPlanned: Bool = false) -> CaseDate
    {
        guard date.moment > time.advanced(milliseconds: isPlanned ? plan : slack) else {
            return date
        }
        return date.hasTime ? CaseDate(time) : CaseDate(London.day(of: time))
    }

    fileprivate static func ahead(isPlanned: Bool) -> Int64 { isPlanned ? plan : slack }
}

extension Fact {
    /// The dates it states, with their fields and how far ahead of its recording each may lie.
    fileprivate var stated: [(field: String, date: CaseDate, ahead: Int64)] {
        let (slack, plan) = (DateDoubt.ahead(isPlanned: false), DateDoubt.ahead(isPlanned: true))
        return switch self {
        case .contact(let contact):
            [("data.receivedAt", contact.receivedAt, slack)]
                + (contact.decidedAt.map { [("data.decidedAt", $0, plan)] } ?? [])
        case .referral(let referral):
            [("data.receivedAt", referral.receivedAt, slack)]
                + (referral.decidedAt.map { [("data.decidedAt", $0, plan)] } ?? [])
        case .closure(let closure):
            [("data.closedAt", closure.closedAt, plan)]
        case .retraction: []
        }
    }

    fileprivate var decision: (received: CaseDate, decided: CaseDate)? {
        switch self {
        case .contact(let contact): contact.decidedAt.map { (contact.receivedAt, $0) }
        case .referral(let referral): referral.decidedAt.map { (referral.receivedAt, $0) }
        case .closure, .retraction: nil
        }
    }

    /// The fact with its dates as they are read (`DateDoubt.read`).
    func read(recordedAt time: Moment) -> Fact {
        func read(_ date: CaseDate, isPlanned: Bool = false) -> CaseDate {
            DateDoubt.read(date, recordedAt: time, isPlanned: isPlanned)
        }
        switch self {
        case .contact(var contact):
            contact.receivedAt = read(contact.receivedAt)
            contact.decidedAt = contact.decidedAt.map { read($0, isPlanned: true) }
            return .contact(contact)
        case .referral(var referral):
            referral.receivedAt = read(referral.receivedAt)
            referral.decidedAt = referral.decidedAt.map { read($0, isPlanned: true) }
            return .referral(referral)
        case .closure(var closure):
            closure.closedAt = read(closure.closedAt, isPlanned: true)
            return .closure(closure)
        case .retraction: return self
        }
    }
}
