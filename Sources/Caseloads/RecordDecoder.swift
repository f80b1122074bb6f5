public import Casework
private import Contract
public import EventLog
public import Events

/// Reads what the record topics hold. One belongs to one thread.
public final class RecordDecoder {
    private let decoder = EventDecoder()
    private let binaryDecoder = BinaryEventDecoder()

    public init() {}

    /// The event that a record of a record topic carries.
    ///
    /// Besides the event itself, its topic and key are checked: an event on another kind's topic or
    /// under a key that is not its child's would tell that child's story in two places. Which
    /// partition it stands in is the engine's business.
    public func event(in record: Record) throws(InvalidEvent) -> Event {
        try record.withBytes { key, value throws(InvalidEvent) in
            try event(in: record, key: key, value: value)
        }
    }

    private func event(
        in record: Record, key: UnsafeRawBufferPointer?, value: UnsafeRawBufferPointer?
    ) throws(InvalidEvent) -> Event {
        guard let value else {
            throw InvalidEvent(
                field: "value", problem: "is missing",
                remedy: "to take a record back, publish record.retracted")
        }
        let event = try event(in: record, value)
        guard event.fact.record.kind == RecordKind(topic: record.position.partition.topic) else {
            throw InvalidEvent(
                field: "type", problem: "does not belong on this topic",
                remedy: "contacts, referrals and closures each have a topic of their own")
        }
        guard let key, key.elementsEqual(event.childID.text.utf8) else {
            throw InvalidEvent(
                field: "key", problem: "is not the child’s identifier",
                remedy: "use data.childId as the record’s key")
        }
        return event
    }

    /// The event by the mode that the record's headers say (CloudEvents, Kafka binding, 3).
    private func event(
        in record: Record, _ value: UnsafeRawBufferPointer
    ) throws(InvalidEvent) -> Event {
        switch try record.mode {
        case .structured, .unknown: return try decoder.decode(value)
        case .binary:
            var attributes = HeaderAttributes(.kafka)
            for header in record.headers { try attributes.add(header.name, header.value) }
            return try binaryDecoder.decode(
                attributes, data: value, contentType: try record.contentType
            ).event
        case .batch:
            throw InvalidEvent(
                field: ContentMode.field, problem: "says a batch, which a record may not be",
                remedy: "publish each event as a record of its own")
        }
    }
}

extension RecordKind {
    /// The kind of record that a topic carries; nil for the other topics.
    public init?(topic: String) {
        switch topic {
        case Contract.contacts.name: self = .contact
        case Contract.referrals.name: self = .referral
        case Contract.closures.name: self = .closure
        default: return nil
        }
    }

    /// The topic that carries this kind of record.
    public var topic: Topic {
        switch self {
        case .contact: Contract.contacts
        case .referral: Contract.referrals
        case .closure: Contract.closures
        }
    }
}

extension Record {
    /// Whether its value alone is the event.
    public var isStructured: Bool {
        if headers.isEmpty { return true }
        return switch try? mode {
        case .structured, .unknown: true
        case .binary, .batch, nil: false
        }
    }

    fileprivate var mode: ContentMode {
        get throws(InvalidEvent) {
            guard !headers.isEmpty else { return .structured }
            return try ContentMode(
                contentType: try contentType,
                hasAttributes: headers.contains {
                    HeaderAttributes.isAttribute($0.name, in: .kafka)
                })
        }
    }

    fileprivate var contentType: String? {
        get throws(InvalidEvent) {
            let types = headers.filter(\.isContentType)
            guard let first = types.first else { return nil }
            guard types.count == 1 else {
                throw InvalidEvent(
                    field: ContentMode.field, problem: "is stated twice", remedy: "state it once")
            }
            guard let text = String(validating: first.value, as: UTF8.self) else {
                throw InvalidEvent(
                    field: ContentMode.field, problem: "is not UTF-8",
                    remedy: "write application/cloudevents+json")
            }
            return text
        }
    }
}

extension Header {
    fileprivate var isContentType: Bool {
        name.utf8.count == 12 && name.lowercased() == ContentMode.field
    }
}
