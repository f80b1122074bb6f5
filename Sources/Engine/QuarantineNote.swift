import Contract
import EventLog
import Events

/// Puts a record that cannot be read aside: its key, value and headers as they were, and beside
/// them, as headers of our own, why and where it came from.
enum QuarantineNote {
    static func message(for record: Record, because error: InvalidEvent, at now: Int64) -> Message {
        let place = record.position
        let ours = [
            Header("quarantine.reason", error.description),
            Header("quarantine.field", error.field),
            Header("quarantine.topic", place.partition.topic),
            Header("quarantine.partition", "\(place.partition.number)"),
            Header("quarantine.offset", "\(place.offset)"),
            Header("quarantine.attempts", "\(attempts(of: record) + 1)"),
            Header("quarantine.first-failed-at", firstFailure(of: record) ?? "\(now)"),
        ]
        let theirs = record.headers.filter { header in !ours.contains { $0.name == header.name } }
        return Message(
            to: Contract.quarantine, key: record.key, value: record.value,
            headers: theirs + ours, partition: place.partition.number)
    }

    /// How often the record has failed before: a replay carries the count with it.
    private static func attempts(of record: Record) -> Int {
        record.header("quarantine.attempts")
            .flatMap { Int(String(decoding: $0, as: UTF8.self)) } ?? 0
    }

    private static func firstFailure(of record: Record) -> String? {
        record.header("quarantine.first-failed-at").map { String(decoding: $0, as: UTF8.self) }
    }
}
