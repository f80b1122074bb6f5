import Casework

/// Writes events the way a system would, one call a line of a child's story.
struct Telling {
    let child: String
    var events: [Event] = []
    private var count = 0

    init(_ child: String) { self.child = child }

    mutating func contact(
        _ id: String, _ date: CaseDate, _ source: ReferralSource = .police,
        _ outcome: ContactOutcome? = .informationAndAdvice, home: String? = nil
    ) {
        tell(
            .contact(
                Contact(
                    id: RecordID(id), receivedAt: date, source: source, outcome: outcome,
                    decidedAt: outcome == nil ? nil : date,
                    householdID: home.map { HouseholdID($0) })), at: date)
    }

    mutating func referral(
        _ id: String, _ date: CaseDate, _ source: ReferralSource = .police,
        noFurtherAction: Bool? = nil, decided: CaseDate? = nil, contact: String? = nil
    ) {
        tell(
            .referral(
                Referral(
                    id: RecordID(id), receivedAt: date, source: source,
                    primaryNeed: .abuseOrNeglect, noFurtherAction: noFurtherAction,
                    decidedAt: decided, contactID: contact.map { RecordID($0) })), at: date)
    }

    mutating func closure(
        _ id: String, _ date: CaseDate, _ reason: ClosureReason = .noActionAfterAssessment,
        pending: Bool? = nil
    ) {
        tell(
            .closure(
                Closure(
                    referralID: RecordID(id), closedAt: date, reason: reason,
                    pendingInformation: pending)), at: date)
    }

    mutating func takeBack(_ kind: RecordKind, _ id: String, _ reason: String, at date: CaseDate) {
        tell(
            .retraction(Retraction(record: RecordReference(kind, RecordID(id)), reason: reason)),
            at: date)
    }

    private mutating func tell(_ fact: Fact, at date: CaseDate) {
        count += 1
        events.append(
            Event(
                id: "\(child)-\(count)", source: "case-system",
                time: date.moment.advanced(milliseconds: Int64(count)), childID: ChildID(child),
                fact: fact))
    }
}

/// A bare date.
func on(_ day: Int, _ month: Int, _ year: Int) -> CaseDate { CaseDate(day_(day, month, year)) }

/// A date with a time, on London's clock.
func at(_ day: Int, _ month: Int, _ year: Int, _ hour: Int, _ minute: Int) -> CaseDate {
    CaseDate(at(day, month, year, hour, minute, 0) as Moment)
}
