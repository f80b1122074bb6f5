internal import Casework

/// Reads `data`: a closed object, whose fields depend on the event's type.
struct FactReader {
    private let names = DataField.names
    private let sources = WordTable(codesOf: ReferralSource.self)
    private let outcomes = WordTable(codesOf: ContactOutcome.self)
    private let needs = WordTable(codesOf: PrimaryNeed.self)
    private let reasons = WordTable(codesOf: ClosureReason.self)
    private let kinds = WordTable(codesOf: RecordKind.self)
    private let contactFields = FieldSet(EventType.contact.fields)
    private let referralFields = FieldSet(EventType.referral.fields)
    private let closureFields = FieldSet(EventType.closure.fields)
    private let retractionFields = FieldSet(EventType.retraction.fields)

    func read(
        _ nodes: JSONNodes, at data: Int, as type: EventType
    ) throws(InvalidEvent) -> (ChildID, Fact) {
        let members = try Members(
            closed: nodes, at: data, path: "data.", names: names, allowed: fields(of: type),
            child: .childId, kind: type.rawValue)
        let fact: Fact =
            switch type {
            case .contact: .contact(try contact(members))
            case .referral: .referral(try referral(members))
            case .closure: .closure(try closure(members))
            case .retraction: .retraction(try retraction(members))
            }
        return (ChildID(try identifier(members, .childId)), fact)
    }

    private func fields(of type: EventType) -> FieldSet<DataField> {
        switch type {
        case .contact: contactFields
        case .referral: referralFields
        case .closure: closureFields
        case .retraction: retractionFields
        }
    }

    private func contact(_ members: Members<DataField>) throws(InvalidEvent) -> Contact {
        Contact(
            id: RecordID(try identifier(members, .contactId)),
            receivedAt: try members.date(.receivedAt),
            source: try members.code(.source, sources),
            outcome: members.has(.outcome) ? try members.code(.outcome, outcomes) : nil,
            decidedAt: members.has(.decidedAt) ? try members.date(.decidedAt) : nil,
            householdID: try household(members))
    }

    private func referral(_ members: Members<DataField>) throws(InvalidEvent) -> Referral {
        Referral(
            id: RecordID(try identifier(members, .referralId)),
            receivedAt: try members.date(.receivedAt),
            source: try members.code(.source, sources),
            primaryNeed: members.has(.primaryNeed) ? try members.code(.primaryNeed, needs) : nil,
            noFurtherAction: members.has(.noFurtherAction)
                ? try members.boolean(.noFurtherAction) : nil,
            decidedAt: members.has(.decidedAt) ? try members.date(.decidedAt) : nil,
            contactID: members.has(.contactId)
                ? RecordID(try identifier(members, .contactId)) : nil,
            householdID: try household(members))
    }

    private func closure(_ members: Members<DataField>) throws(InvalidEvent) -> Closure {
        Closure(
            referralID: RecordID(try identifier(members, .referralId)),
            closedAt: try members.date(.closedAt),
            reason: try members.code(.reason, reasons),
            pendingInformation: members.has(.pendingInformation)
                ? try members.boolean(.pendingInformation) : nil)
    }

    private func retraction(_ members: Members<DataField>) throws(InvalidEvent) -> Retraction {
        let kind = try members.code(.recordType, kinds)
        let id = RecordID(try identifier(members, .recordId))
        return Retraction(
            record: RecordReference(kind, id),
            reason: try members.prose(
                .reason, longest: 500, remedy: "say why the record is taken back"))
    }

    private func household(_ members: Members<DataField>) throws(InvalidEvent) -> HouseholdID? {
        members.has(.householdId) ? HouseholdID(try identifier(members, .householdId)) : nil
    }

    private func identifier(
        _ members: Members<DataField>, _ name: DataField
    ) throws(InvalidEvent) -> String {
        try members.identifier(name, longest: Identifier.longest)
    }
}
