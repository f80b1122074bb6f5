private import Casework

/// Reads plain events in one pass, which is nearly all of them: contacts, referrals and closures in
/// printable ASCII without escapes, with the contract's own members and no others, each once.
///
/// It accepts less than `EventDecoder` and nothing else: what it leaves alone (a retraction, an
/// extension attribute, an accent, whatever is wrong) is for the decoder, which reads it or says
/// what is the matter. What both read, they read alike.
public struct EventScanner: Sendable {
    private let attributes = Attribute.names
    private let fields = DataField.names
    private let types = WordTable(codesOf: EventType.self)
    private let sources = WordTable(codesOf: ReferralSource.self)
    private let outcomes = WordTable(codesOf: ContactOutcome.self)
    private let needs = WordTable(codesOf: PrimaryNeed.self)
    private let reasons = WordTable(codesOf: ClosureReason.self)
    private let contactFields = FieldSet(EventType.contact.fields)
    private let referralFields = FieldSet(EventType.referral.fields)
    private let closureFields = FieldSet(EventType.closure.fields)

    public init() {}

    /// Reads the event that these bytes are into `event`.
    ///
    /// - Returns: whether it is a plain one; where it is not, `event` holds nothing of use.
    public func scan(_ bytes: UnsafeRawBufferPointer, into event: inout ScannedEvent) -> Bool {
        var json = PlainJSON(bytes)
        var envelope = PlainMembers<Attribute>()
        var data = PlainMembers<DataField>()
        guard readEnvelope(&json, &envelope, &data), json.isOver,
            let type = types[json[envelope[.type]]],
            json.equals(envelope[.specversion], "1.0"),
            json.isIdentifier(envelope[.id], longest: Identifier.longestAttribute),
            json.isIdentifier(envelope[.source], longest: Identifier.longestAttribute),
            !envelope.has(.subject)
                || json.isIdentifier(envelope[.subject], longest: Identifier.longestAttribute),
            !envelope.has(.datacontenttype)
                || json.equals(envelope[.datacontenttype], "application/json"),
            case .moment(let time)? = json.date(envelope[.time]),
            json.isIdentifier(data[.childId], longest: Identifier.longest)
        else { return false }
        event = ScannedEvent()
        event.id = envelope[.id]
        event.publisher = envelope[.source]
        event.time = time
        event.child = data[.childId]
        switch type {
        case .contact: return readContact(json, data, into: &event)
        case .referral: return readReferral(json, data, into: &event)
        case .closure: return readClosure(json, data, into: &event)
        case .retraction: return false
        }
    }

    // MARK: Objects

    private func readEnvelope(
        _ json: inout PlainJSON, _ envelope: inout PlainMembers<Attribute>,
        _ data: inout PlainMembers<DataField>
    ) -> Bool {
        guard json.take("{") else { return false }
        repeat {
            guard let name = attributes[json[json.key()]], !envelope.has(name) else { return false }
            switch name {
            case .data:
                guard readData(&json, &data) else { return false }
                envelope.note(name, ScannedEvent.Text())
            case .data_base64: return false
            default: envelope.note(name, json.text())
            }
        } while json.take(",")
        return json.take("}") && envelope.has(.data)
    }

    private func readData(_ json: inout PlainJSON, _ data: inout PlainMembers<DataField>) -> Bool {
        guard json.take("{") else { return false }
        repeat {
            guard let name = fields[json[json.key()]], !data.has(name) else { return false }
            switch name {
            case .noFurtherAction, .pendingInformation: data.note(name, json.flag())
            default: data.note(name, json.text())
            }
        } while json.take(",")
        return json.take("}")
    }

    // MARK: Records

    private func readContact(
        _ json: PlainJSON, _ data: PlainMembers<DataField>, into event: inout ScannedEvent
    ) -> Bool {
        event.kind = .contact
        event.record = data[.contactId]
        event.source = sources[json[data[.source]]]
        let outcome = outcomes[json[data[.outcome]]]
        event.detail = outcome.map { .outcome($0) } ?? .none
        return data.hasNone(outside: contactFields) && event.source != nil
            && data.has(.outcome) == (outcome != nil)
            && readDates(json, data, .receivedAt, into: &event)
            && json.isIdentifier(event.record, longest: Identifier.longest)
            && readHousehold(json, data, into: &event)
    }

    private func readReferral(
        _ json: PlainJSON, _ data: PlainMembers<DataField>, into event: inout ScannedEvent
    ) -> Bool {
        event.kind = .referral
        event.record = data[.referralId]
        event.source = sources[json[data[.source]]]
        let need = needs[json[data[.primaryNeed]]]
        event.detail = need.map { .need($0) } ?? .none
        event.flag = json.isTrue(data[.noFurtherAction])
        event.contact = data[.contactId]
        return data.hasNone(outside: referralFields) && event.source != nil
            && data.has(.primaryNeed) == (need != nil)
            && data.has(.noFurtherAction) == (event.flag != nil)
            && readDates(json, data, .receivedAt, into: &event)
            && json.isIdentifier(event.record, longest: Identifier.longest)
            && (!data.has(.contactId)
                || json.isIdentifier(event.contact, longest: Identifier.longest))
            && readHousehold(json, data, into: &event)
    }

    private func readClosure(
        _ json: PlainJSON, _ data: PlainMembers<DataField>, into event: inout ScannedEvent
    ) -> Bool {
        event.kind = .closure
        event.record = data[.referralId]
        let reason = reasons[json[data[.reason]]]
        event.detail = reason.map { .reason($0) } ?? .none
        event.flag = json.isTrue(data[.pendingInformation])
        return data.hasNone(outside: closureFields) && reason != nil
            && data.has(.pendingInformation) == (event.flag != nil)
            && readDates(json, data, .closedAt, into: &event)
            && json.isIdentifier(event.record, longest: Identifier.longest)
    }

    private func readDates(
        _ json: PlainJSON, _ data: PlainMembers<DataField>, _ name: DataField,
        into event: inout ScannedEvent
    ) -> Bool {
        guard let date = json.date(data[name]) else { return false }
        event.date = date
        guard data.has(.decidedAt) else { return true }
        event.decidedAt = json.date(data[.decidedAt])
        return event.decidedAt != nil
    }

    private func readHousehold(
        _ json: PlainJSON, _ data: PlainMembers<DataField>, into event: inout ScannedEvent
    ) -> Bool {
        event.household = data[.householdId]
        return !data.has(.householdId)
            || json.isIdentifier(event.household, longest: Identifier.longest)
    }
}

/// The members of an object, each the text that stands there.
private struct PlainMembers<Name: Field> {
    private var texts = InlineArray<16, ScannedEvent.Text>(repeating: ScannedEvent.Text())
    private var stated: UInt32 = 0

    func has(_ name: Name) -> Bool { stated & 1 << name.rawValue != 0 }

    func hasNone(outside fields: FieldSet<Name>) -> Bool { stated & ~fields.bits == 0 }

    /// The text; an empty one for a member that is not there.
    subscript(name: Name) -> ScannedEvent.Text { texts[name.rawValue] }

    /// - Parameter text: nil where what stands there is not plain, which no later check overlooks.
    mutating func note(_ name: Name, _ text: ScannedEvent.Text?) {
        stated |= 1 << name.rawValue
        texts[name.rawValue] = text ?? ScannedEvent.Text()
    }
}
