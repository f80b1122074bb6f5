public import Casework

/// Writes events as the contract has them: fields in a fixed order, optional ones left out, no
/// blanks, so that equal events are equal bytes. `EventDecoder` reads them back as they were.
public enum EventEncoder {
    /// The JSON of an event.
    public static func encode(_ event: Event) -> [UInt8] {
        var json = JSONWriter(capacity: 448)
        json.literal(#"{"specversion":"1.0","id":"#)
        json.string(event.id)
        json.literal(#","source":"#)
        json.string(event.source)
        json.literal(#","type":"#)
        json.literal(type(of: event.fact))
        json.literal(#","time":"#)
        json.moment(event.time)
        if let subject = event.subject {
            json.literal(#","subject":"#)
            json.string(subject)
        }
        json.literal(#","data":{"#)
        switch event.fact {
        case .contact(let contact): write(contact, of: event.childID, to: &json)
        case .referral(let referral): write(referral, of: event.childID, to: &json)
        case .closure(let closure): write(closure, of: event.childID, to: &json)
        case .retraction(let retraction): write(retraction, of: event.childID, to: &json)
        }
        json.literal("}}")
        return json.bytes
    }

    private static func type(of fact: Fact) -> StaticString {
        switch fact {
        case .contact: #""contact.recorded""#
        case .referral: #""referral.recorded""#
        case .closure: #""closure.recorded""#
        case .retraction: #""record.retracted""#
        }
    }

    private static func write(_ contact: Contact, of child: ChildID, to json: inout JSONWriter) {
        json.literal(#""contactId":"#)
        json.string(contact.id.text)
        json.member(#","childId":"#, child.text)
        json.member(#","receivedAt":"#, contact.receivedAt)
        json.member(#","source":"#, contact.source.rawValue)
        json.member(#","outcome":"#, contact.outcome?.rawValue)
        json.member(#","decidedAt":"#, contact.decidedAt)
        json.member(#","householdId":"#, contact.householdID?.text)
    }

    private static func write(_ referral: Referral, of child: ChildID, to json: inout JSONWriter) {
        json.literal(#""referralId":"#)
        json.string(referral.id.text)
        json.member(#","childId":"#, child.text)
        json.member(#","receivedAt":"#, referral.receivedAt)
        json.member(#","source":"#, referral.source.rawValue)
        json.member(#","primaryNeed":"#, referral.primaryNeed?.rawValue)
        json.member(#","noFurtherAction":"#, referral.noFurtherAction)
        json.member(#","decidedAt":"#, referral.decidedAt)
        json.member(#","contactId":"#, referral.contactID?.text)
        json.member(#","householdId":"#, referral.householdID?.text)
    }

    private static func write(_ closure: Closure, of child: ChildID, to json: inout JSONWriter) {
        json.literal(#""referralId":"#)
        json.string(closure.referralID.text)
        json.member(#","childId":"#, child.text)
        json.member(#","closedAt":"#, closure.closedAt)
        json.member(#","reason":"#, closure.reason.rawValue)
        json.member(#","pendingInformation":"#, closure.pendingInformation)
    }

    private static func write(
        _ retraction: Retraction, of child: ChildID, to json: inout JSONWriter
    ) {
        json.literal(#""recordType":"#)
        json.string(retraction.record.kind.rawValue)
        json.member(#","recordId":"#, retraction.record.id.text)
        json.member(#","childId":"#, child.text)
        json.member(#","reason":"#, retraction.reason)
    }
}

extension JSONWriter {
    /// A name and its value, or nothing at all where there is no value.
    mutating func member(_ name: StaticString, _ value: String?) {
        guard let value else { return }
        literal(name)
        string(value)
    }

    mutating func member(_ name: StaticString, _ value: CaseDate?) {
        guard let value else { return }
        literal(name)
        date(value)
    }

    mutating func member(_ name: StaticString, _ value: Bool?) {
        guard let value else { return }
        literal(name)
        boolean(value)
    }
}
