public import Casework

// The names that stand in events, spelt as there.

/// Attributes of the envelope that mean something to us. Others are extensions.
enum Attribute: Int, Field {
    case specversion, id, source, type, time, subject, datacontenttype, dataschema, data
    case data_base64  // swift-format-ignore: AlwaysUseLowerCamelCase
}

/// Fields of `data`, of all types together.
enum DataField: Int, Field {
    case contactId, referralId, recordType, recordId, childId
    case receivedAt, source, outcome, primaryNeed, noFurtherAction, decidedAt, householdId
    case closedAt, reason, pendingInformation
}

/// What an event says, by the `type` of its envelope.
public enum EventType: String, CaseIterable, Sendable {
    case contact = "contact.recorded"
    case referral = "referral.recorded"
    case closure = "closure.recorded"
    case retraction = "record.retracted"

    /// The type of an event that says a fact.
    public init(of fact: Fact) {
        self =
            switch fact {
            case .contact: .contact
            case .referral: .referral
            case .closure: .closure
            case .retraction: .retraction
            }
    }

    /// The fields that `data` may have.
    var fields: [DataField] {
        switch self {
        case .contact:
            [.contactId, .childId, .receivedAt, .source, .outcome, .decidedAt, .householdId]
        case .referral:
            [
                .referralId, .childId, .receivedAt, .source, .primaryNeed, .noFurtherAction,
                .decidedAt, .contactId, .householdId,
            ]
        case .closure: [.referralId, .childId, .closedAt, .reason, .pendingInformation]
        case .retraction: [.recordType, .recordId, .childId, .reason]
        }
    }
}
