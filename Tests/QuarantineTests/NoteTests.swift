import Contract
import EventLog
@testable import Quarantine
import Testing

@Suite("A record put aside")
struct NoteTests {
    private func note(_ record: Record, at now: Int64 = Shelves.now) -> Message {
        QuarantineNote.message(
            for: record, field: "event", reason: "event is not JSON: mend it.", at: now)
    }

    private func text(_ message: Message, _ name: String) -> String? {
        message.headers.last { $0.name == name }.map { String(decoding: $0.value, as: UTF8.self) }
    }

    @Test func `its key, bytes and headers stay as they were, repeated names and all`() {
        let theirs = [
            Header("ce_id", "1"), Header("trace", [0xff, 0x00]), Header("trace", []),
            Header("__connect.errors.topic", "an-earlier-queue"),
        ]
        let record = Shelves.record([0xff, 0x00, 0x7b], headers: theirs)
        let message = note(record)
        #expect(message.key == record.key && message.value == record.value)
        #expect(Array(message.headers.prefix(4)) == theirs)
        #expect(message.topic == Contract.quarantine && message.partition == 3)
    }

    @Test func `where it came from and why is told in our names and in Kafka Connect's`() {
        let message = note(Shelves.record([1], headers: [Header("__connect.errors.topic", "x")]))
        for (ours, theirs, value) in [
            ("quarantine.topic", "__connect.errors.topic", "contacts"),
            ("quarantine.partition", "__connect.errors.partition", "3"),
            ("quarantine.offset", "__connect.errors.offset", "12"),
            (
                "quarantine.reason", "__connect.errors.exception.message",
                "event is not JSON: mend it."
            ),
        ] {
            #expect(text(message, ours) == value)
            #expect(text(message, theirs) == value)
        }
        #expect(text(message, "quarantine.attempts") == "1")
        #expect(text(message, "quarantine.first-failed-at") == "2026-03-31T09:41:07.118Z")
        #expect(text(message, "quarantine.replay-of") == nil)
    }

    @Test func `replayed and failed again, it has one try more and its first failure's time`()
        throws
    {
        let theirs = [Header("ce_id", "1"), Header("ce_id", "2")]
        var record = Shelves.record([1, 2], headers: theirs, 7, 120)
        for attempt in 1...4 {
            let message = note(record, at: Shelves.now + Int64(attempt) * 1_000)
            #expect(text(message, "quarantine.attempts") == "\(attempt)")
            #expect(text(message, "quarantine.first-failed-at") == "2026-03-31T09:41:08.118Z")
            #expect(
                text(message, "quarantine.replay-of")
                    == (attempt == 1 ? nil : "7:\(39 + attempt - 1)"))
            #expect(Array(message.headers.prefix(2)) == theirs)
            let kept = Shelves.kept(message, at: Int64(39 + attempt))
            let replay = try #require(QuarantinedRecord(kept).replay(kept))
            #expect(replay.topic == Contract.contacts && replay.partition == 7)
            #expect(replay.key == record.key && replay.value == [1, 2])
            record = Shelves.kept(replay, at: 120 + Int64(attempt))
        }
    }

    @Test(arguments: [
        "", "-1", "no number", "9223372036854775807", "99999999999999999999999", "1000001",
    ])
    func `a forged count of tries counts as none`(forged: String) {
        let record = Shelves.record(
            [1],
            headers: [
                Header("quarantine.attempts", forged), Header("quarantine.reason", "forged"),
                Header("quarantine.first-failed-at", "long ago"),
                Header("quarantine.replay-of", "here"), Header("quarantine.decision", "discarded"),
            ])
        let message = note(record)
        #expect(text(message, "quarantine.attempts") == "1")
        #expect(text(message, "quarantine.reason") == "event is not JSON: mend it.")
        #expect(text(message, "quarantine.first-failed-at") == "2026-03-31T09:41:07.118Z")
        #expect(message.headers.count { $0.name.hasPrefix("quarantine.") } == 7)
    }

    @Test
    func `from a topic with more partitions than quarantine has, it is put aside all the same`() {
        let message = note(Shelves.record([1], 30))
        #expect(message.partition == 30 % Contract.quarantine.partitions)
        #expect(text(message, "quarantine.partition") == "30")
    }
}
