import Access
import Casework
import Contract
import DutyBoard
import Events
import Foundation
import HTTPServer
import SQLiteLog
import SignIn
import Testing

/// What the door answers, held against `receipt.schema.json`, which `asyncapi.yaml` refers to.
@Suite("The door's answers and their schema")
struct DoorAnswerTests {
    private static let type = "application/cloudevents-batch+json"
    private static let schema = TopicFolder.topics.appendingPathComponent("receipt.schema.json")

    private func answer(_ events: [Event]) async throws -> JSONValue {
        let folder = FileManager.default.temporaryDirectory
            .appendingPathComponent("door-answer-\(UUID().uuidString)")
        defer { try? FileManager.default.removeItem(at: folder) }
        let log = try SQLiteLog(directory: folder.path, topics: Contract.all)
        defer { log.close() }
        let now = Moment(milliseconds: 1_800_000_000_000)
        let gate = Gate(directory: folder.path, now: { now.milliseconds })
        let grant = KeyGrant(use: .publisher, sources: ["s"], types: ["contact.recorded"])
        let key = try gate.keys.create("Hub", grant, at: now.milliseconds).text
        var router = GuardedRouter(gate)
        IntakeDoor(log: log, clock: { now }).add(to: &router)
        let body = events.map { String(decoding: EventEncoder.encode($0), as: UTF8.self) }
        let response = await router.guarded.respond(
            to: Request(
                .post, "/events",
                headers: ["Content-Type": Self.type, "Authorization": "Bearer \(key)"],
                body: Array("[\(body.joined(separator: ","))]".utf8)))
        try #require(
            response.status == .accepted, "\(String(decoding: response.bytes, as: UTF8.self))")
        return try JSONValue(Array(response.bytes))
    }

    private func event(_ number: Int, _ received: CaseDate) -> Event {
        Event(
            id: "e\(number)", source: "s", time: Moment(milliseconds: 1_799_000_000_000),
            childID: ChildID("C-1"),
            fact: .contact(
                Contact(id: RecordID("K\(number)"), receivedAt: received, source: .police)))
    }

    @Test(arguments: [0, 1, 3, 250])
    func `An answer is as its schema has it, with warnings and without`(count: Int) async throws {
        let schema = SchemaCheck(root: try JSONValue(Array(try Data(contentsOf: Self.schema))))
        let right = CaseDate(Moment(milliseconds: 1_799_000_000_000))
        let wrong = CaseDate(Moment(milliseconds: 2_900_000_000_000))
        let plain = try await answer((0..<count).map { event($0, right) })
        #expect(schema.objections(to: plain).isEmpty)
        #expect(plain["accepted"] == .number(Double(count)))
        #expect(plain["warnings"] == nil)
        let doubtful = try await answer((0..<count).map { event($0, wrong) })
        #expect(schema.objections(to: doubtful).isEmpty)
        #expect((doubtful["warnings"]?.elements.count ?? 0) == min(count, 100))
        #expect((doubtful["moreWarnings"] != nil) == (count > 100))
    }
}
