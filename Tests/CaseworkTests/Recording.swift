import Casework
import PolicyFiles
import Testing

// Short ways of saying what was recorded, for tests that read as stories.

/// The policy that the program brings with it.
let policy: Policy = {
    do { return try PolicyFile.standard().policy } catch { preconditionFailure("\(error)") }
}()

/// A day as `2026-03-31`, or a moment in London as `2026-03-31 09:41`.
func date(_ text: String) -> CaseDate {
    let parts = text.split(separator: " ")
    let numbers = parts[0].split(separator: "-").compactMap { Int($0) }
    guard numbers.count == 3, let day = Day(year: numbers[0], month: numbers[1], day: numbers[2])
    else { preconditionFailure("no such date in a test: \(text)") }
    guard parts.count == 2 else { return CaseDate(day) }
    let clock = parts[1].split(separator: ":").compactMap { Int($0) }
    return CaseDate(London.moment(day, hour: clock[0], minute: clock[1]))
}

func day(_ text: String) -> Day { date(text).day }

/// The end of a day, or the moment on it.
func moment(_ text: String) -> Moment {
    let date = date(text)
    return date.hasTime ? date.moment : London.moment(date.day + 1).advanced(milliseconds: -1)
}

func source(_ code: String) -> ReferralSource {
    guard let source = ReferralSource(rawValue: code) else {
        preconditionFailure("no code \(code)")
    }
    return source
}

func contact(
    _ id: String, _ received: String, from code: String = "6",
    outcome: ContactOutcome? = .informationAndAdvice, decided: String? = nil
) -> Fact {
    .contact(
        Contact(
            id: RecordID(id), receivedAt: date(received), source: source(code), outcome: outcome,
            decidedAt: decided.map(date)))
}

func referral(
    _ id: String, _ received: String, from code: String = "6", need: PrimaryNeed? = nil,
    nfa: Bool? = false, decided: String? = nil, contact: String? = nil
) -> Fact {
    .referral(
        Referral(
            id: RecordID(id), receivedAt: date(received), source: source(code), primaryNeed: need,
            noFurtherAction: nfa, decidedAt: decided.map(date),
            contactID: contact.map { RecordID($0) }))
}

func closure(
    _ id: String, _ closed: String, _ reason: ClosureReason = .servicesCeased,
    pending: Bool? = nil
) -> Fact {
    .closure(
        Closure(
            referralID: RecordID(id), closedAt: date(closed), reason: reason,
            pendingInformation: pending))
}

func retracted(_ kind: RecordKind, _ id: String) -> Fact {
    .retraction(
        Retraction(record: RecordReference(kind, RecordID(id)), reason: "recorded in error"))
}

/// The events that recorded these facts, one a minute from 1 January 2027 on.
func events(_ facts: [Fact], source: String = "case-system") -> [Event] {
    facts.enumerated().map { index, fact in
        Event(
            id: "e\(index)", source: source,
            time: moment("2027-01-01 09:00").advanced(milliseconds: Int64(index) * 60_000),
            childID: ChildID("C-1"), fact: fact)
    }
}

func chronology(_ facts: Fact...) -> Chronology { Chronology(events(facts)) }

func appraise(_ facts: Fact..., at now: String) -> Appraisal {
    Appraisal(of: Chronology(events(facts)), at: moment(now), under: policy)
}

extension Appraisal {
    /// The findings of one rule.
    func findings(of rule: any Rule.Type) -> [Finding] {
        findings.filter { $0.rule == rule.name }
    }
}
