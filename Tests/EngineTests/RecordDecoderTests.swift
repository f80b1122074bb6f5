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

    // MARK: The mode

    private static let sound =
        #"{"specversion":"1.0","type":"contact.recorded","source":"test","id":"CON-1","#
        + #""time":"2026-03-03T10:00:00Z","data":\#(data)}"#

    private func whole(_ headers: [Header]) -> Record {
        Record(
            position: Position(Partition(topic: Contract.contacts.name, number: Self.own), 0),
            appendedAt: 0, key: Array(Self.child.utf8), value: Array(Self.sound.utf8),
            headers: headers)
    }

    @Test(arguments: [
        "application/cloudevents+json", "application/cloudevents+json; charset=utf-8",
        "Application/CloudEvents+JSON;charset=\"UTF-8\"",
    ])
    func `a structured content type decides, whatever attributes stand beside it`(type: String)
        throws
    {
        let beside = Self.envelope.filter { $0.name != "content-type" } + [Header("ce_id", "x")]
        for headers in [[], beside] {
            let record = whole(headers + [Header("content-type", type)])
            #expect(record.isStructured)
            #expect(try RecordDecoder().event(in: record).id == "CON-1")
        }
    }

    @Test func `a value that is the event needs no headers, and other people's do no harm`() throws
    {
        for headers in [
            [], [Header("trace", [0xff])], [Header("content-type", "application/json")],
            [Header("Content-Type", "application/json"), Header("x", "1"), Header("x", "2")],
        ] {
            #expect(whole(headers).isStructured)
            #expect(try RecordDecoder().event(in: whole(headers)).id == "CON-1")
        }
    }

    @Test func `a batch, another format, another charset or two types are refused`() throws {
        for type in [
            "application/cloudevents-batch+json", "application/cloudevents+avro",
            "application/cloudevents+json; charset=utf-16", "application/json; charset=latin1",
            "nonsense",
        ] {
            let record = whole([Header("content-type", type)])
            #expect(!record.isStructured)
            #expect(try refusal(of: record).field == "content-type", "\(type)")
        }
        let json = Header("content-type", "application/cloudevents+json")
        #expect(try refusal(of: whole([json, json])).problem == "is stated twice")
        let broken = whole([Header("content-type", [0xff])])
        #expect(try refusal(of: broken).problem == "is not UTF-8")
    }

    @Test func `one attribute in a header makes it binary, and what is missing is named`() throws {
        for name in ["specversion", "id", "source", "type", "time"] {
            let some = Self.envelope.filter { $0.name != "ce_" + name }
            let wrong = try refusal(of: record(some))
            #expect(wrong.field == name && wrong.problem == "is missing")
            #expect(wrong.remedy == "state it in the header ce_\(name)")
        }
        let wrong = try refusal(of: whole([Header("ce_id", "CON-1")]))
        #expect(wrong.field == "specversion" && wrong.problem == "is missing")
    }

    @Test func `headers in another case are the same headers`() throws {
        let upper = Self.envelope.map { Header($0.name.uppercased(), $0.value) }
        #expect(!record(upper).isStructured)
        #expect(try RecordDecoder().event(in: record(upper)).id == "CON-1")
        #expect(
            try refusal(of: record(upper + [Header("ce_id", "X")])).problem == "is stated twice")
    }

    @Test func `identifiers that look alike go aside under their field`() throws {
        for id in ["CON-1\u{200b}", " CON-1", "CON-\u{202e}1", "e\u{301}"] {
            let headers = Self.envelope.filter { $0.name != "ce_id" } + [Header("ce_id", id)]
            #expect(try refusal(of: record(headers)).field == "id")
        }
    }
}
