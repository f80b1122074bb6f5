import Contract
import EventLog
import Quarantine
import Testing

@Suite("What is written to quarantine, and its schema")
struct QuarantineHeaderTests {
    private let record = Record(
        position: Position(Partition(topic: "referrals", number: 7), 120_344), appendedAt: 0,
        key: nil, value: [0], headers: [])

    /// The headers as the JSON that the schema describes.
    private func json(_ message: Message) -> JSONValue {
        .object(
            Dictionary(
                message.headers.map {
                    ($0.name, .string(String(decoding: $0.value, as: UTF8.self)))
                },
                uniquingKeysWith: { first, _ in first }))
    }

    private func objections(to message: Message) throws -> [String] {
        try TopicFolder(name: Contract.quarantine.name).schema.objections(to: json(message))
    }

    @Test func `a record put aside, for the first time or again, is as the schema says`() throws {
        let first = QuarantineNote.message(for: record, field: "event", reason: "why", at: 0)
        #expect(try objections(to: first).isEmpty)
        let again = Record(
            position: record.position, appendedAt: 0, key: nil, value: nil,
            headers: [
                Header("quarantine.attempts", "2"), Header("quarantine.replay-of", "7:3"),
                Header("quarantine.first-failed-at", "2026-04-02T22:05:32Z"),
            ])
        let second = QuarantineNote.message(for: again, field: "event", reason: "why", at: 0)
        #expect(try objections(to: second).isEmpty)
        #expect(json(second)["quarantine.attempts"] == .string("3"))
        #expect(json(second)["quarantine.replay-of"] == .string("7:3"))
    }

    @Test(arguments: [QuarantineDecision.Kind.replayed, .discarded])
    func `a decision is as the schema says`(kind: QuarantineDecision.Kind) throws {
        let place = QuarantinePlace(Position(Partition(topic: "quarantine", number: 7), 3))
        let decision = QuarantineDecision(kind, place, because: "why", by: "me", now: 0)
        #expect(try objections(to: decision.message).isEmpty)
    }
}
