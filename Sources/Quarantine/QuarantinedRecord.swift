private import Contract
public import EventLog

/// A record in quarantine, with what was decided about it.
public struct QuarantinedRecord: Sendable {
    public let place: QuarantinePlace
    /// Where it could not be read; nil where its headers do not say, because somebody else wrote it.
    public let origin: Position?
    /// The field that is wrong, and why.
    public let field: String
    public let reason: String
    /// How often it was tried, the first time included.
    public let attempts: Int
    /// RFC 3339; empty where its headers do not say.
    public let firstFailedAt: String
    /// The place of the record that was replayed and came back as this one.
    public let replayOf: QuarantinePlace?
    /// Key, value and headers as they came.
    public let key: [UInt8]?
    public let value: [UInt8]?
    public let headers: [Header]
    /// What was decided last; nil while it waits.
    public internal(set) var decision: QuarantineDecision?

    init(_ record: Record) {
        let trail = Trail(of: record)
        place = QuarantinePlace(record.position)
        origin = record.origin
        field = record.text(QuarantineHeader.field) ?? ""
        reason = record.text(QuarantineHeader.reason) ?? ""
        attempts = trail.attempts
        firstFailedAt = trail.firstFailedAt ?? ""
        replayOf = trail.replayOf
        key = record.key
        value = record.value
        headers = Array(
            record.headers.prefix { !$0.name.hasPrefix(QuarantineHeader.reserved) })
    }

    /// Whether nobody has decided about it yet.
    public var isWaiting: Bool { decision == nil }

    /// `contacts/7:120344`; empty where it is not known.
    public var originText: String { origin?.text ?? "" }
}

extension QuarantinedRecord {
    /// The record again, for the topic and partition that it came from; where it was the partition
    /// that was wrong, for its key's own. It carries how often it failed, so that a further failure
    /// counts on.
    ///
    /// - Returns: nil where it did not come from a topic that records are published to. What the
    ///   engine could not read on `alerts` it has already made level again.
    public var replay: Message? {
        guard let origin,
            let topic = Contract.records.first(where: { $0.name == origin.partition.topic }),
            origin.partition.number < topic.partitions
        else { return nil }
        var trail = [
            Header(QuarantineHeader.attempts, "\(attempts)"),
            Header(QuarantineHeader.replayOf, place.description),
        ]
        if !firstFailedAt.isEmpty {
            trail.append(Header(QuarantineHeader.firstFailedAt, firstFailedAt))
        }
        return Message(
            to: topic, key: key, value: value, headers: headers + trail,
            partition: field == "partition" ? nil : origin.partition.number)
    }
}

extension Record {
    fileprivate var origin: Position? {
        guard let topic = text(QuarantineHeader.topic),
            let number = text(QuarantineHeader.partition).flatMap({ Int($0) }), number >= 0,
            let offset = text(QuarantineHeader.offset).flatMap({ Int64($0) }), offset >= 0
        else { return nil }
        return Position(Partition(topic: topic, number: number), offset)
    }
}

extension Position {
    /// `contacts/7:120344`.
    var text: String { "\(partition.topic)/\(partition.number):\(offset)" }
}
