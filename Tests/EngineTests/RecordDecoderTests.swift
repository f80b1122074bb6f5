import Caseloads
import Casework
import Contract
import EventLog
import Events
import Testing

/// Where a record stands and what its headers say is checked as its value is.
@Suite struct RecordDecoderTests {
    private static let child = "CH-1"
    private static let own = Partitioning.partition(of: Array(child.utf8), among: 12)
    private static let data =
        #"{"contactId":"CON-1","childId":"CH-1","receivedAt":"2026-03-03","source":"2A"}"#
    private static let envelope = [
        Header("ce_specversion", "1.0"), Header("ce_type", "contact.recorded"),
        Header("ce_source", "test"), Header("ce_id", "CON-1"),
        Header("ce_time", "2026-03-03T10:00:00Z"), Header("content-type", "application/json"),
    ]

    private func record(_ headers: [Header], partition: Int = own) -> Record {
        Record(
            position: Position(Partition(topic: Contract.contacts.name, number: partition), 0),
            appendedAt: 0, key: Array(Self.child.utf8), value: Array(Self.data.utf8),
            headers: headers)
    }

    private func refusal(of record: Record) throws -> InvalidEvent {
        try #require(throws: InvalidEvent.self) { _ = try RecordDecoder().event(in: record) }
    }

    @Test func `a binary event under its child's key is an event`() throws {
        let event = try RecordDecoder().event(in: record(Self.envelope))
        #expect(event.childID.text == Self.child && event.id == "CON-1")
    }

    @Test func `in any other it is one too: where it belongs, the engine decides`() throws {
        for partition in 0..<12 {
            let event = try RecordDecoder().event(in: record(Self.envelope, partition: partition))
            #expect(event.id == "CON-1")
        }
    }

    @Test func `an attribute that is not UTF-8, or stands there twice, is not guessed at`() throws {
        let broken = Self.envelope.filter { $0.name != "ce_id" } + [Header("ce_id", [0xff])]
        #expect(try refusal(of: record(broken)).description.hasPrefix("id is not UTF-8"))
        let twice = Self.envelope + [Header("ce_id", "CON-2")]
        #expect(try refusal(of: record(twice)).description.hasPrefix("id is stated twice"))
        let own = Self.envelope + [Header("ce_ch1secret", [0xff])]
        #expect(try !refusal(of: record(own)).description.contains("secret"))
        // What is no attribute may be anything.
        _ = try RecordDecoder().event(in: record(Self.envelope + [Header("trace", [0xff])]))
    }
}
