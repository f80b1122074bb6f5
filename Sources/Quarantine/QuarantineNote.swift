private import Contract
public import EventLog

/// Puts a record that cannot be read aside: its key, value and headers as they were, and behind
/// them, as headers of our own, why and where it came from.
public enum QuarantineNote {
    /// The message that puts a record into quarantine, on the partition of its own number.
    ///
    /// - Parameters:
    ///   - field: what is wrong with it: `data.receivedAt`; `event` for the record as a whole.
    ///   - reason: a sentence that quotes nothing of the record.
    ///   - now: milliseconds since 1970 UTC.
    public static func message(
        for record: Record, field: String, reason: String, at now: Int64
    ) -> Message {
        let topic = record.position.partition.topic
        let number = record.position.partition.number
        let offset = record.position.offset
        let trail = Trail(of: record)
        var ours = [
            Header(QuarantineHeader.reason, reason),
            Header(QuarantineHeader.field, field),
            Header(QuarantineHeader.topic, topic),
            Header(QuarantineHeader.partition, "\(number)"),
            Header(QuarantineHeader.offset, "\(offset)"),
            Header(QuarantineHeader.attempts, "\(trail.attempts + 1)"),
            Header(
                QuarantineHeader.firstFailedAt, trail.firstFailedAt ?? TimeText.of(now)),
        ]
        if let place = trail.replayOf {
            ours.append(Header(QuarantineHeader.replayOf, place.description))
        }
        let connects = [
            Header(QuarantineHeader.connectTopic, topic),
            Header(QuarantineHeader.connectPartition, "\(number)"),
            Header(QuarantineHeader.connectOffset, "\(offset)"),
            Header(QuarantineHeader.connectMessage, reason),
        ]
        // Ours come last, where a reader of headers that takes the last of a name finds them, and
        // in one piece, so that what stands before them is the record's own.
        let theirs = record.headers.filter { !$0.name.hasPrefix(QuarantineHeader.reserved) }
        return Message(
            to: Contract.quarantine, key: record.key, value: record.value,
            headers: theirs + ours + connects,
            partition: number % Contract.quarantine.partitions)
    }
}

/// What a replayed record carries of its earlier failures. Anyone can write a header, so nothing
/// here is taken on trust.
struct Trail {
    /// How often it failed before, from 0.
    let attempts: Int
    let firstFailedAt: String?
    let replayOf: QuarantinePlace?

    /// More attempts than this are somebody's joke.
    private static let most = 1_000_000

    init(of record: Record) { self.init(OurHeaders(of: record)) }

    init(_ headers: OurHeaders) {
        let attempts = headers.text(QuarantineHeader.attempts).flatMap { Int($0) } ?? 0
        self.attempts = (0...Trail.most).contains(attempts) ? attempts : 0
        firstFailedAt = headers.text(QuarantineHeader.firstFailedAt)
            .flatMap { TimeText.isTime($0) ? $0 : nil }
        replayOf = headers.text(QuarantineHeader.replayOf).flatMap { QuarantinePlace($0) }
    }
}
