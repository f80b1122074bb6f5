private import Contract
public import EventLog

/// A record in quarantine, with what was decided about it, and without its bytes: those stand in the
/// log (`readQuarantined`), and there may be more of them than memory holds.
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
    /// The bytes of its value.
    public let size: Int
    /// What was decided last; nil while it waits.
    public internal(set) var decision: QuarantineDecision?

    init(_ record: Record) { self.init(record, OurHeaders(of: record)) }

    init(_ record: Record, _ headers: OurHeaders) {
        let trail = Trail(headers)
        place = QuarantinePlace(record.position)
        origin = headers.origin
        field = headers.text(QuarantineHeader.field) ?? ""
        reason = headers.text(QuarantineHeader.reason) ?? ""
        attempts = trail.attempts
        firstFailedAt = trail.firstFailedAt ?? ""
        replayOf = trail.replayOf
        size = record.withBytes { _, value in value?.count ?? 0 }
    }

    /// Whether nobody has decided about it yet.
    public var isWaiting: Bool { decision == nil }

    /// `contacts/7:120344`; empty where it is not known.
    public var originText: String { origin?.text ?? "" }
}

extension QuarantinedRecord {
    /// Whether it came from a topic that records are published to. What the engine could not read on
    /// `alerts` it has already made level again.
    public var canBeReplayed: Bool { home != nil }

    private var home: (topic: Topic, partition: Int)? {
        guard let origin,
            let topic = Contract.records.first(where: { $0.name == origin.partition.topic }),
            origin.partition.number < topic.partitions
        else { return nil }
        return (topic, origin.partition.number)
    }

    /// The record again, for the topic and partition that it came from; where it was the partition
    /// that was wrong, for its key's own. It carries how often it failed, so that a further failure
    /// counts on.
    ///
    /// - Parameter record: what stands at its place.
    /// - Returns: nil where it cannot be replayed.
    public func replay(_ record: Record) -> Message? {
        guard let home else { return nil }
        var trail = [
            Header(QuarantineHeader.attempts, "\(attempts)"),
            Header(QuarantineHeader.replayOf, place.description),
        ]
        if !firstFailedAt.isEmpty {
            trail.append(Header(QuarantineHeader.firstFailedAt, firstFailedAt))
        }
        return Message(
            to: home.topic, key: record.key, value: record.value,
            headers: record.headersBeforeQuarantine + trail,
            partition: field == "partition" ? nil : home.partition)
    }
}

extension Record {
    /// The headers that a record in quarantine came with.
    public var headersBeforeQuarantine: [Header] {
        Array(headers.prefix { !$0.name.hasPrefix(QuarantineHeader.reserved) })
    }
}

extension OurHeaders {
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
