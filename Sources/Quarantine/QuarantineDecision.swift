private import Contract
public import EventLog

/// What a person decided about a record in quarantine. It is appended to the topic too, beside the
/// record: nothing there is ever deleted or changed.
public struct QuarantineDecision: Hashable, Sendable {
    /// What was decided.
    public enum Kind: String, Sendable {
        /// It was put back on the topic that it came from. Where it failed again, it stands in
        /// quarantine once more, as a record of its own.
        case replayed
        /// It will not be read, and somebody says why.
        case discarded
    }

    public let kind: Kind
    /// The record that it is about.
    public let place: QuarantinePlace
    /// Why, in the person's own words.
    public let reason: String
    /// Who.
    public let by: String
    /// When, RFC 3339.
    public let at: String

    /// - Parameter now: milliseconds since 1970 UTC.
    public init(
        _ kind: Kind, _ place: QuarantinePlace, because reason: String, by: String, now: Int64
    ) {
        self.kind = kind
        self.place = place
        self.reason = reason
        self.by = by
        at = TimeText.of(now)
    }

    /// - Returns: nil for a record that is no decision.
    init?(_ headers: OurHeaders) {
        guard let kind = headers.text(QuarantineHeader.decision).flatMap({ Kind(rawValue: $0) }),
            let place = headers.text(QuarantineHeader.decidedRecord)
                .flatMap({ QuarantinePlace($0) })
        else { return nil }
        self.kind = kind
        self.place = place
        reason = headers.text(QuarantineHeader.reason) ?? ""
        by = headers.text(QuarantineHeader.decidedBy) ?? ""
        at = headers.text(QuarantineHeader.decidedAt) ?? ""
    }

    /// The message that puts the decision on record: no key, no value, and on the record's own
    /// partition, so that it always stands behind what it is about.
    public var message: Message {
        Message(
            to: Contract.quarantine, key: nil, value: nil,
            headers: [
                Header(QuarantineHeader.decision, kind.rawValue),
                Header(QuarantineHeader.decidedRecord, place.description),
                Header(QuarantineHeader.reason, reason),
                Header(QuarantineHeader.decidedBy, by),
                Header(QuarantineHeader.decidedAt, at),
            ], partition: place.partition)
    }
}
