import Caseloads
import Casework
import Contract
import Engine
import EventLog
import Events
import Simulation
import Testing

@Suite("Law 6: nothing is lost in silence")
struct QuarantineTests {
    private func text(_ header: [UInt8]?) -> String {
        String(decoding: header ?? [], as: UTF8.self)
    }

    @Test("What cannot be read is put aside byte for byte, with why and where it came from")
    func putAside() throws {
        let bench = try Bench()
        let bytes: [UInt8] = [0xff, 0x00, 0x7b]
        _ = try bench.log.appendAndWait([
            Message(
                to: Contract.referrals, key: Array("C-7".utf8), value: bytes,
                headers: [Header("traceparent", "00-abc")])
        ])
        try bench.settle(try bench.engine())
        let record = try #require(try bench.records(of: Contract.quarantine).first)
        #expect(record.value == bytes)
        #expect(record.key == Array("C-7".utf8))
        #expect(text(record.header("traceparent")) == "00-abc")
        #expect(text(record.header("quarantine.topic")) == "referrals")
        #expect(text(record.header("quarantine.offset")) == "0")
        #expect(text(record.header("quarantine.attempts")) == "1")
        #expect(!text(record.header("quarantine.reason")).isEmpty)
    }

    @Test("It stops nothing, and a restart does not put it aside again")
    func once() throws {
        let bench = try Bench()
        let events = Simulation.load(events: 200, years: 1, seed: 4)
        try bench.publish(events.prefix(100))
        for topic in Contract.records {
            _ = try bench.log.appendAndWait([
                Message(to: topic, key: Array("C-7".utf8), value: nil),
                Message(to: topic, key: Array("C-7".utf8), value: Array("null".utf8)),
            ])
        }
        try bench.publish(events.dropFirst(100))
        for _ in 0..<3 { try bench.settle(try bench.engine()) }
        #expect(try bench.records(of: Contract.quarantine).count == 6)
        #expect(try bench.standing() == bench.oracle())
    }

    @Test("An event on another kind's topic, or under another key, is put aside too")
    func misplaced() throws {
        let bench = try Bench()
        let event = try #require(Simulation.load(events: 1, years: 1, seed: 4).first)
        let other = try #require(
            Contract.records.first { $0 != event.fact.record.kind.topic })
        _ = try bench.log.appendAndWait([
            Message(
                to: other, key: Array(event.childID.text.utf8), value: EventEncoder.encode(event)),
            Message(
                to: event.fact.record.kind.topic, key: Array("someone else".utf8),
                value: EventEncoder.encode(event)),
        ])
        let engine = try bench.engine()
        try bench.settle(engine)
        let reasons = try bench.records(of: Contract.quarantine)
            .map { text($0.header("quarantine.field")) }
        #expect(reasons.sorted() == ["key", "type"])
        #expect(engine.status.children == 0)
    }

    @Test("What is no alert on the alerts topic is put aside as well")
    func foreignAlerts() throws {
        let bench = try Bench()
        _ = try bench.log.appendAndWait([
            Message(to: Contract.alerts, key: Array("C-7".utf8), value: Array("{}".utf8)),
            Message(to: Contract.alerts, key: Array("C-7".utf8), value: nil),
        ])
        for _ in 0..<2 { try bench.settle(try bench.engine()) }
        let records = try bench.records(of: Contract.quarantine)
        #expect(records.map { text($0.header("quarantine.topic")) } == ["alerts", "alerts"])
        #expect(records.map(\.value) == [Array("{}".utf8), nil])
    }

    @Test("A count of tries that somebody forged stops nothing")
    func forgedCount() throws {
        let bench = try Bench()
        _ = try bench.log.appendAndWait([
            Message(
                to: Contract.contacts, key: Array("C-7".utf8), value: nil,
                headers: [Header("quarantine.attempts", "9223372036854775807")])
        ])
        try bench.settle(try bench.engine())
        let record = try #require(try bench.records(of: Contract.quarantine).first)
        #expect(text(record.header("quarantine.attempts")) == "1")
    }
}
