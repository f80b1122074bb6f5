import Access
import Casework
import Caseloads
import Contract
import EventLog
import Events
import HTTPServer
import SQLiteLog
import SignIn
import Testing

@testable import DutyBoard

@Suite struct IntakeTests {
    private static let one = "application/cloudevents+json"
    private static let many = "application/cloudevents-batch+json"

    @Test(
        "An event is in the log before it is accepted, as it came",
        arguments: [one, "application/json", "application/CloudEvents+JSON; charset=utf-8"])
    func accepted(type: String) async throws {
        let desk = try Desk()
        // Blanks show that the bytes are kept as they came.
        let bytes = [UInt8](ascii(" ")) + EventEncoder.encode(Northmoor.back.events[0])
        let response = await desk.post("/events", bytes, type: type)
        #expect(response.status == .accepted)
        #expect(response.text == #"{"accepted":1}"#)
        let records = try desk.records(of: Contract.contacts)
        #expect(records.map(\.value) == [bytes])
        #expect(records.first?.key == Array("C-1029".utf8))
    }

    @Test func `an event may have its attributes in headers`() async throws {
        let desk = try Desk()
        let data = #"""
            {"contactId":"K1","childId":"C-1","receivedAt":"2026-11-20","source":"6"}
            """#
        let response = await desk.post(
            "/events", data.utf8, type: "application/json",
            [
                "ce-specversion": "1.0", "ce-id": "e%201", "ce-source": "crm",
                "ce-type": "contact.recorded", "ce-time": "2026-11-20T09:00:00Z",
            ])
        #expect(response.status == .accepted)
        let records = try desk.records(of: Contract.contacts)
        let event = try RecordDecoder().event(in: #require(records.first))
        #expect(event.id == "e 1")
        #expect(event.childID == ChildID("C-1"))
    }

    private static let attributes: Headers = [
        "ce-specversion": "1.0", "ce-id": "e-1", "ce-source": "crm",
        "ce-type": "contact.recorded", "ce-time": "2026-11-20T09:00:00Z",
    ]
    private static let data =
        #"{"contactId":"K1","childId":"C-1","receivedAt":"2026-11-20","source":"6"}"#

    @Test func `two ids that are not UTF-8 are two refusals, and not one event`() async throws {
        let desk = try Desk()
        for id in ["m%FF", "m%FE", "m%C0%A0", "m\u{fffd}"] {
            var headers = Self.attributes
            headers["ce-id"] = id
            let response = await desk.post(
                "/events", Self.data.utf8, type: "application/json", headers)
            #expect(response.status == .unprocessableContent)
            let errors = try #require(response.json["errors"] as? [[String: Any]])
            #expect(errors.first?["field"] as? String == "id")
        }
        #expect(try desk.records(of: Contract.contacts).isEmpty)
    }

    @Test func `an attribute in two headers, or a missing one, is named`() async throws {
        let desk = try Desk()
        var twice = Self.attributes
        twice.add("CE-ID", "e-2")
        var unversioned = Self.attributes
        unversioned["ce-specversion"] = nil
        for (headers, field, problem) in [
            (twice, "id", "is stated twice"), (unversioned, "specversion", "is missing"),
        ] {
            for type in ["application/json", nil] {
                let response = await desk.post("/events", Self.data.utf8, type: type, headers)
                #expect(response.status == .unprocessableContent)
                let errors = try #require(response.json["errors"] as? [[String: Any]])
                #expect(errors.first?["field"] as? String == field)
                #expect(errors.first?["problem"] as? String == problem)
            }
        }
    }

    @Test func `a record without its envelope is told so at the door and in the log alike`()
        async throws
    {
        let desk = try Desk()
        for type in ["application/json", Self.one] {
            let response = await desk.post("/events", Self.data.utf8, type: type)
            #expect(response.status == .unprocessableContent)
            let errors = try #require(response.json["errors"] as? [[String: Any]])
            #expect(errors.first?["field"] as? String == "specversion")
            #expect((errors.first?["remedy"] as? String)?.contains("ce-specversion") == true)
        }
        let record = Record(
            position: Position(Partition(topic: Contract.contacts.name, number: 0), 0),
            appendedAt: 0, key: Array("C-1".utf8), value: Array(Self.data.utf8), headers: [])
        let refusal = #expect(throws: InvalidEvent.self) { try RecordDecoder().event(in: record) }
        #expect(refusal?.field == "specversion")
        #expect(refusal?.remedy.contains("ce_specversion") == true)
    }

    @Test func `data of another type than JSON is refused as such`() async throws {
        let desk = try Desk()
        for type in ["text/plain", "application/xml"] {
            let response = await desk.post("/events", Self.data.utf8, type: type, Self.attributes)
            #expect(response.status == .unsupportedMediaType)
            let errors = try #require(response.json["errors"] as? [[String: Any]])
            #expect(errors.first?["field"] as? String == "content-type")
        }
    }

    @Test func `without a content type, attributes in headers say that the body is data`()
        async throws
    {
        let desk = try Desk()
        let response = await desk.post("/events", Self.data.utf8, type: nil, Self.attributes)
        #expect(response.status == .accepted)
    }

    @Test func `attributes beside a structured event or a batch are passed over`() async throws {
        let desk = try Desk()
        let event = EventEncoder.encode(Northmoor.back.events[0])
        var headers = Self.attributes
        headers.add("ce-id", "%FF")
        #expect(await desk.post("/events", event, type: Self.one, headers).status == .accepted)
        let batch = ascii("[") + event + ascii("]")
        #expect(await desk.post("/events", batch, type: Self.many, headers).status == .accepted)
        for record in try desk.records(of: Contract.contacts) { #expect(record.value == event) }
    }

    @Test(
        "A type, a format or a charset that is not read is refused as such",
        arguments: [
            "application/cloudevents+avro", "application/cloudevents",
            "application/cloudevents+json; charset=utf-16",
            "application/cloudevents-batch+json;charset=latin1", "application/json; charset=x",
            "nonsense",
        ])
    func unread(type: String) async throws {
        let desk = try Desk()
        let event = EventEncoder.encode(Northmoor.back.events[0])
        let response = await desk.post("/events", event, type: type)
        #expect(response.status == .unsupportedMediaType)
        #expect(response.headers["Accept"]?.contains("application/cloudevents+json") == true)
        let errors = try #require(response.json["errors"] as? [[String: Any]])
        #expect(errors.first?["field"] as? String == "content-type")
    }

    @Test func `a publisher sends events of its own sources and types, and no other`() async throws
    {
        let desk = try Desk()
        let contact = Northmoor.back.events[0]
        let key = try desk.gate.keys.create(
            "MIS",
            KeyGrant(use: .publisher, sources: ["mis"], types: ["contact.recorded"]),
            at: Desk.morning.milliseconds
        ).text
        func post(_ events: [Event]) async -> Response {
            await desk.router.respond(
                to: Request(
                    .post, "/events",
                    headers: ["Content-Type": Self.many, "Authorization": "Bearer \(key)"],
                    body: batch(events)))
        }
        var own = contact
        own.source = "mis"
        var closure = own
        closure.fact = .retraction(Retraction(record: own.fact.record, reason: "wrong child"))
        #expect(await post([own]).status == .accepted)
        for (events, fields) in [([own, contact], ["source"]), ([closure], ["type"])] {
            let refused = await post(events)
            #expect(refused.status == .forbidden)
            let errors = try #require(refused.json["errors"] as? [[String: Any]])
            #expect(errors.map { $0["field"] as? String } == fields)
            #expect(!refused.text.contains("crm"))
        }
        #expect(try desk.records(of: Contract.contacts).count == 1)
        let reader = try desk.gate.keys.create(
            "Reader", KeyGrant(use: .manager), at: Desk.morning.milliseconds)
        let answer = await desk.router.respond(
            to: Request(
                .post, "/events",
                headers: [
                    "Content-Type": Self.many, "Authorization": "Bearer \(reader.text)",
                ], body: batch([own])))
        #expect(answer.status == .forbidden)
    }

    @Test func `two content types are not guessed between`() async throws {
        let desk = try Desk()
        let event = EventEncoder.encode(Northmoor.back.events[0])
        let headers: Headers = [
            "Content-Type": Self.one, "content-type": "application/json",
            "Authorization": "Bearer \(desk.key)",
        ]
        let response = await desk.router.respond(
            to: Request(.post, "/events", headers: headers, body: event))
        #expect(response.status == .unsupportedMediaType)
    }

    @Test func `each event of a batch goes to its own topic under its child`() async throws {
        let desk = try Desk()
        let events = Northmoor.all
        let response = await desk.post("/events", batch(events), type: Self.many)
        #expect(response.status == .accepted)
        #expect(response.text == #"{"accepted":\#(events.count)}"#)
        for topic in Contract.records {
            for record in try desk.records(of: topic) { _ = try RecordDecoder().event(in: record) }
        }
        let count = try Contract.records.reduce(0) { try $0 + desk.records(of: $1).count }
        #expect(count == events.count)
        try desk.settle()
        #expect(desk.view.cases(at: desk.clock.now).standing.count == 6)
    }

    @Test func `dates that cannot be are said in the answer, and the event is taken`() async throws
    {
        let desk = try Desk()
        func body(_ date: String, time: String = "2026-11-20T09:00:00Z") -> [UInt8] {
            ascii(
                #"{"specversion":"1.0","id":"e1","source":"crm","type":"contact.recorded","#
                    + #""time":"\#(time)","data":{"contactId":"K1","childId":"C-1","#
                    + #""receivedAt":"\#(date)","source":"6"}}"#)
        }
        let right = await desk.post("/events", body("2026-11-20"), type: Self.one)
        #expect(right.json["warnings"] == nil)
        for (date, problem) in [
            ("2062-11-20", "lies after it was recorded"), ("1900-01-01", "lies more than 26 years"),
        ] {
            let answer = await desk.post("/events", body(date), type: Self.one)
            #expect(answer.status == .accepted)
            let warnings = try #require(answer.json["warnings"] as? [[String: Any]])
            #expect(warnings.map { $0["index"] as? Int } == [0])
            #expect(warnings.map { $0["field"] as? String } == ["data.receivedAt"])
            #expect((warnings.first?["problem"] as? String)?.contains(problem) == true)
            #expect((warnings.first?["remedy"] as? String)?.isEmpty == false)
        }
        let soon = await desk.post(
            "/events", body("2026-11-20", time: "2027-01-01T00:00:00Z"), type: Self.one)
        #expect((soon.json["warnings"] as? [[String: Any]])?.first?["field"] as? String == "time")
        let never = await desk.post(
            "/events", body("2026-11-20", time: "2190-01-01T00:00:00Z"), type: Self.one)
        #expect(never.status == .unprocessableContent)
        #expect(never.text.contains("more than a year in the future"))
        // Of very many, a hundred are listed and the rest counted.
        let many = Array(repeating: body("2062-11-20"), count: 250)
        let batch = await desk.post(
            "/events", ascii("[") + Array(many.joined(separator: ascii(","))) + ascii("]"),
            type: Self.many)
        #expect((batch.json["warnings"] as? [Any])?.count == 100)
        #expect(batch.json["moreWarnings"] as? Int == 150)
    }

    @Test func `a batch with one bad event is refused whole`() async throws {
        let desk = try Desk()
        var bytes = batch(Northmoor.back.events)
        bytes.removeLast()
        bytes += ascii(#",{"specversion":"1.0","id":"x"},7]"#)
        let response = await desk.post("/events", bytes, type: Self.many)
        #expect(response.status == .unprocessableContent)
        #expect(response.headers["Content-Type"] == "application/problem+json")
        let errors = try #require(response.json["errors"] as? [[String: Any]])
        #expect(errors.map { $0["index"] as? Int } == [9, 10])
        #expect(errors.first?["field"] as? String == "source")
        #expect(errors.first?["problem"] as? String == "is missing")
        #expect(errors.last?["field"] as? String == "event")
        #expect(errors.allSatisfy { ($0["remedy"] as? String)?.isEmpty == false })
        for topic in Contract.records { #expect(try desk.records(of: topic).isEmpty) }
    }

    @Test func `at most a hundred errors are listed, and the rest counted`() async throws {
        let desk = try Desk()
        let bytes = ascii("[" + Array(repeating: "{}", count: 250).joined(separator: ",") + "]")
        let response = await desk.post("/events", bytes, type: Self.many)
        #expect(response.status == .unprocessableContent)
        #expect((response.json["errors"] as? [Any])?.count == 100)
        #expect(response.json["moreErrors"] as? Int == 150)
    }

    @Test func `an empty batch is accepted and changes nothing`() async throws {
        let desk = try Desk()
        let response = await desk.post("/events", ascii("[]"), type: Self.many)
        #expect(response.text == #"{"accepted":0}"#)
    }

    @Test(
        "Every wrong body gets the answer it was promised",
        arguments: [
            ("", one, 400), ("nonsense", one, 400), ("[]", one, 400), ("{", one, 400),
            ("{}", one, 422), ("[", many, 400), ("{}", many, 400), ("[1]", many, 422),
            ("{}", "application/json", 422), ("<a/>", "text/xml", 415), ("{}", "text/plain", 415),
            ("{}", "", 415), ("\u{0}", one, 400), ("{\"id\":\"\u{1}\"}", one, 400),
        ] as [(String, String, Int)])
    func refused(body: String, type: String, status: Int) async throws {
        let desk = try Desk()
        let response = await desk.post("/events", ascii(body), type: type.isEmpty ? nil : type)
        #expect(response.status.rawValue == status)
        #expect(response.headers["Content-Type"] == "application/problem+json")
        #expect((response.json["detail"] as? String)?.isEmpty == false)
        if status != 415 { #expect((response.json["errors"] as? [Any])?.count == 1) }
        #expect(response.headers["Accept"] != nil || status != 415)
    }

    @Test func `what is too large is refused before it is read`() async throws {
        let desk = try Desk()
        let event = Array(repeating: UInt8(ascii: " "), count: EventDecoder.largestEvent + 1)
        #expect(await desk.post("/events", event, type: Self.one).status == .contentTooLarge)
        let body = Array(repeating: UInt8(ascii: " "), count: EventReading.largestBody + 1)
        #expect(await desk.post("/events", body, type: Self.many).status == .contentTooLarge)
    }

    @Test func `more than ten thousand events are refused`() async throws {
        let desk = try Desk()
        let bytes = ascii("[" + Array(repeating: "1", count: 10_001).joined(separator: ",") + "]")
        let response = await desk.post("/events", bytes, type: Self.many)
        #expect(response.status == .badRequest)
        #expect(response.text.contains("send several smaller batches"))
    }

    @Test func `an error never repeats what was sent`() async throws {
        let desk = try Desk()
        let secret = "SECRET-CHILD"
        var event = Northmoor.back.events[0]
        event.childID = ChildID(secret)
        let sound = String(decoding: EventEncoder.encode(event), as: UTF8.self)
        for body in [
            sound.replacing("\"2A\"", with: "\"\(secret)\""), sound.replacing("2025", with: secret),
            sound.replacing("contact.recorded", with: secret), sound + secret,
            sound.replacing("\"source\"", with: "\"sauce\""), String(sound.dropLast(2)),
        ] {
            for (type, bytes) in [(Self.one, body), (Self.many, "[\(body)]")] {
                let response = await desk.post("/events", bytes.utf8, type: type)
                #expect((400..<500).contains(response.status.rawValue))
                #expect(!response.text.contains(secret))
            }
        }
    }

    @Test func `a log that takes nothing is said with when to come again`() async throws {
        let desk = try Desk()
        var router = GuardedRouter(desk.gate)
        IntakeDoor(log: FullLog(desk.log), clock: { Desk.morning }).add(to: &router)
        let response = await router.guarded.respond(
            to: Request(
                .post, "/events",
                headers: ["Content-Type": Self.one, "Authorization": "Bearer \(desk.key)"],
                body: EventEncoder.encode(Northmoor.back.events[0])))
        #expect(response.status == .serviceUnavailable)
        #expect(response.headers["Retry-After"] == "30")
        #expect(response.text.contains("Free some space"))
        #expect(!response.text.contains("C-1029"))
    }

    private func batch(_ events: [Event]) -> [UInt8] {
        ascii("[") + Array(events.map(EventEncoder.encode).joined(separator: ascii(", ")))
            + ascii("]")
    }

    private func ascii(_ text: String) -> [UInt8] { Array(text.utf8) }
}

extension Desk {
    /// All that a topic has.
    func records(of topic: Topic) throws -> [Record] {
        let extent = try log.extent(of: [topic])
        let total = extent.values.reduce(0) { $0 + $1.count }
        let reader = try log.reader(from: extent.mapValues(\.lowerBound))
        var records: [Record] = []
        while records.count < total {
            records += try reader.next(atMost: 1_000, waiting: .seconds(1))
        }
        return records
    }
}

/// A log whose disk is full.
private final class FullLog: EventLog {
    private let log: any EventLog

    init(_ log: any EventLog) { self.log = log }

    func append(
        _ messages: [Message],
        whenDurable: @escaping @Sendable (Result<[Position], any Error>) -> Void
    ) {
        whenDurable(.failure(LogError.unavailable("The disk is full. Free some space.")))
    }

    func extent(of topics: [Topic]) throws -> [Partition: Range<Int64>] {
        try log.extent(of: topics)
    }

    func reader(from offsets: [Partition: Int64]) throws -> any LogReader {
        try log.reader(from: offsets)
    }

    func join(_ group: String, topics: [Topic]) throws -> any GroupMember {
        try log.join(group, topics: topics)
    }

    func committed(by group: String) throws -> [Partition: Int64] { try log.committed(by: group) }

    func close() { log.close() }
}
