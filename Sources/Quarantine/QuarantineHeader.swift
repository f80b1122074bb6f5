/// The names of the headers that Second Look puts beside a record in quarantine.
///
/// Ours are the authority: they hold every fact, and `topics/quarantine/schema.json` describes
/// them. Those of Kafka Connect's dead letter queues (KIP-298) repeat the facts that both have, in
/// Connect's own spelling, so that a tool made for such queues shows where a record came from and
/// why it failed. The program never reads those back.
enum QuarantineHeader {
    /// Names that begin so are reserved for us on every topic: a publisher's own are not kept.
    static let reserved = "quarantine."

    static let reason = "quarantine.reason"
    static let field = "quarantine.field"
    static let topic = "quarantine.topic"
    static let partition = "quarantine.partition"
    static let offset = "quarantine.offset"
    static let attempts = "quarantine.attempts"
    static let firstFailedAt = "quarantine.first-failed-at"
    /// On a record that was replayed: the place in quarantine that it was replayed from.
    static let replayOf = "quarantine.replay-of"

    static let decision = "quarantine.decision"
    static let decidedRecord = "quarantine.record"
    static let decidedBy = "quarantine.by"
    static let decidedAt = "quarantine.at"

    static let connectTopic = "__connect.errors.topic"
    static let connectPartition = "__connect.errors.partition"
    static let connectOffset = "__connect.errors.offset"
    static let connectMessage = "__connect.errors.exception.message"
}
