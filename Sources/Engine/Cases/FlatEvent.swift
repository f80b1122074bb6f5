import Casework
import Events

/// A decoded event in the shape of a scanned one, with the bytes that its texts stand in: for the
/// few that cannot be scanned.
struct FlatEvent {
    private(set) var event = ScannedEvent()
    private(set) var bytes: [UInt8] = []

    init(_ decoded: Event) {
        event.id = note(decoded.id)
        event.publisher = note(decoded.source)
        event.time = decoded.time
        event.child = note(decoded.childID.text)
        event.kind = decoded.fact.record.kind
        event.record = note(decoded.fact.record.id.text)
        switch decoded.fact {
        case .contact(let contact):
            event.date = FlatEvent.date(contact.receivedAt)
            event.decidedAt = contact.decidedAt.map(FlatEvent.date)
            event.source = contact.source
            event.detail = contact.outcome.map { .outcome($0) } ?? .none
            event.household = note(contact.householdID?.text)
        case .referral(let referral):
            event.date = FlatEvent.date(referral.receivedAt)
            event.decidedAt = referral.decidedAt.map(FlatEvent.date)
            event.source = referral.source
            event.detail = referral.primaryNeed.map { .need($0) } ?? .none
            event.flag = referral.noFurtherAction
            event.contact = note(referral.contactID?.text)
            event.household = note(referral.householdID?.text)
        case .closure(let closure):
            event.date = FlatEvent.date(closure.closedAt)
            event.detail = .reason(closure.reason)
            event.flag = closure.pendingInformation
        case .retraction(let retraction):
            // It has no date of its own, and so none that would make the child's story later.
            event.date = .day(Day(number: .min))
            event.detail = .retraction
            event.contact = note(retraction.reason)
        }
    }

    private mutating func note(_ text: String?) -> ScannedEvent.Text {
        guard let text else { return ScannedEvent.Text() }
        defer { bytes += text.utf8 }
        return ScannedEvent.Text(start: bytes.count, count: text.utf8.count)
    }

    private static func date(_ date: CaseDate) -> ScannedEvent.Date {
        date.hasTime ? .moment(date.moment) : .day(date.day)
    }
}
