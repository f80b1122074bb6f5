import Caseloads
import Casework
import Contract
import Engine
import EventLog
import Events
import Simulation
import Testing

@Suite("Events that are not plain")
struct OtherWaysTests {
    @Test("Events with headers, repeats of plain ones among them, lead to the same alerts")
    func headers() throws {
        let bench = try Bench()
        let events = bench.history(of: 2_000, years: 1, seed: 2)
        for headers in [[], [Header("traceparent", "00-abc")]] {
            _ = try bench.log.appendAndWait(
                events.map { event in
                    Message(
                        to: event.fact.record.kind.topic, key: Array(event.childID.text.utf8),
                        value: EventEncoder.encode(event), headers: headers)
                })
            let engine = try bench.engine()
            try bench.settle(engine)
            let oracle = try bench.oracle()
            #expect(!oracle.isEmpty)
            #expect(try bench.standing() == oracle)
            #expect(engine.status.repeats >= (headers.isEmpty ? 0 : 2_000))
            engine.leave()
        }
    }

    @Test("Events of which none can be scanned lead to the same alerts")
    func accents() throws {
        let bench = try Bench()
        let events = bench.history(of: 2_000, years: 1, seed: 2).map { event in
            var event = event
            event.childID = ChildID("É-" + event.childID.text)
            event.source += "/é"
            return event
        }
        try bench.publish(events)
        let engine = try bench.engine()
        try bench.settle(engine)
        let oracle = try bench.oracle()
        #expect(!oracle.isEmpty)
        #expect(try bench.standing() == oracle)
    }

    @Test("Where a publisher goes by another hash of the key, alerts stand where the story does")
    func otherPartitions() throws {
        let bench = try Bench()
        let events = bench.history(of: 2_000, years: 1, seed: 2)
        _ = try bench.log.appendAndWait(
            events.map { event in
                let key = Array(event.childID.text.utf8)
                return Message(
                    to: event.fact.record.kind.topic, key: key, value: EventEncoder.encode(event),
                    partition: (Partitioning.partition(of: key, among: 12) + 5) % 12)
            })
        for _ in 0..<2 {
            let engine = try bench.engine()
            try bench.settle(engine)
            try bench.settle(engine)
            engine.leave()
        }
        let oracle = try bench.oracle()
        #expect(!oracle.isEmpty)
        #expect(try bench.standing() == oracle)
        #expect(try bench.published().allSatisfy { $0.revision == 1 })
        let alerts = try bench.records(of: Contract.alerts)
        #expect(
            alerts.allSatisfy { alert in
                alert.position.partition.number
                    == Partitioning.partition(of: alert.key, among: 12)
            })
    }
}
