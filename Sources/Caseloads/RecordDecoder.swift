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
        let event =
            record.isBinaryCloudEvent
            ? try binaryEvent(in: record, value) : try decoder.decode(value)
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

    /// The attributes that may be named in a reason; any other name is somebody's own words.
    private static func quotable(_ name: String) -> String {
        ["id", "source", "type", "time", "specversion", "subject", "dataschema"].contains(name)
            ? name : "a header"
    }

    /// The envelope is in the headers (CloudEvents, Kafka binding, binary content mode).
    private func binaryEvent(
        in record: Record, _ value: UnsafeRawBufferPointer
    ) throws(InvalidEvent) -> Event {
        var names: Set<String> = []
        var headers: [(name: String, value: String)] = []
        for header in record.headers where header.name.lowercased().hasPrefix("ce_") {
            let name = String(header.name.lowercased().dropFirst(3))
            // Neither may be guessed at: what an event is called decides whether it is a repeat.
            guard let value = String(validating: header.value, as: UTF8.self) else {
                throw InvalidEvent(
                    field: Self.quotable(name), problem: "is not UTF-8",
                    remedy: "encode the header as UTF-8")
            }
            guard names.insert(name).inserted else {
                throw InvalidEvent(
                    field: Self.quotable(name), problem: "is stated twice",
                    remedy: "send each attribute in one header")
            }
            headers.append((header.name, value))
        }
        let attributes = BinaryEventDecoder.attributes(from: headers)
        let contentType = record.header("content-type")
            .map { String(decoding: $0, as: UTF8.self) }
        return try binaryDecoder.decode(
            attributes: attributes, data: value, contentType: contentType
        ).event
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
    /// Whether the envelope is in the headers and the value is the data alone.
    public var isBinaryCloudEvent: Bool { header("ce_specversion") != nil }
}
