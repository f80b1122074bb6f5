import Caseloads
import Casework
import Contract
@testable import Engine
import EventLog
import Events
import SQLiteLog
import Testing

/// Publishers differ in which partition a key goes to. A child has one story all the same.
@Suite struct HomesTests {
    /// Puts events where a partitioner would, as a direct publisher does.
    private func publish(_ events: [Event], by partitioner: Partitioner, on bench: Bench) throws {
        _ = try bench.log.appendAndWait(
            events.map { event in
                let key = Array(event.childID.text.utf8)
                return Message(
                    to: event.fact.record.kind.topic, key: key, value: EventEncoder.encode(event),
                    partition: partitioner.partition(of: key, among: 12))
            })
    }

    private func forwarded(on bench: Bench) throws -> Int {
        var count = 0
        try bench.log.readThrough(bench.log.extent(of: Contract.records)) {
            count += $0.count(where: \.isForwarded)
        }
        return count
    }

    private func standing(on bench: Bench) throws -> [Alert] {
        let decoder = AlertDecoder()
        var latest: [String: Alert] = [:]
        try bench.log.readThrough(bench.log.extent(of: [Contract.alerts])) {
            for record in $0 {
                let alert = try decoder.decode(record.value ?? [])
                latest[alert.id] = alert
            }
        }
        return latest.values.filter { $0.status != .withdrawn }.sorted { $0.id < $1.id }
    }

    private func settle(_ engine: AlertEngine) throws {
        var idle = 0
        var seen = -1
        while idle < 3 {
            try engine.step(waiting: .zero)
            idle = engine.status.records == seen ? idle + 1 : 0
            seen = engine.status.records
        }
    }

    @Test(arguments: [1, 2, 3] as [UInt64])
    func `published half by one partitioner and half by the other, every story is whole`(
        seed: UInt64
    ) throws {
        let bench = try Bench()
        let history = bench.history(of: 2_000, years: 2, seed: seed)
        let (here, there) = (
            history.indices.filter { $0 % 2 == 0 }, history.indices.filter { $0 % 2 == 1 }
        )
        try publish(here.map { history[$0] }, by: .murmur2, on: bench)
        let engine = try bench.engine()
        try settle(engine)
        try publish(there.map { history[$0] }, by: .crc32, on: bench)
        try settle(engine)
        engine.leave()
        let expected = try Caseload(from: bench.log)
            .alerts(at: bench.clock.now, under: bench.policy).map(\.id).sorted()
        #expect(try standing(on: bench).map(\.id) == expected, "seed \(seed)")
        #expect(!expected.isEmpty)
        let once = try forwarded(on: bench)
        #expect(once > 0)
        // Whoever comes next forwards nothing a second time.
        let next = try bench.engine()
        try settle(next)
        next.leave()
        #expect(try forwarded(on: bench) == once)
        #expect(try standing(on: bench).map(\.id) == expected)
    }

    @Test func `a log that was begun by the other partitioner is left as it is`() throws {
        let bench = try Bench()
        let history = bench.history(of: 1_500, years: 2, seed: 5)
        try publish(history, by: .crc32, on: bench)
        let engine = try bench.engine()
        try settle(engine)
        engine.leave()
        let expected = try Caseload(from: bench.log)
            .alerts(at: bench.clock.now, under: bench.policy).map(\.id).sorted()
        #expect(try standing(on: bench).map(\.id) == expected)
        #expect(try forwarded(on: bench) == 0)
    }

    @Test func `what was noted holds, whatever the records would tell`() {
        var homes = Homes()
        homes.recall([Commitment(offset: 3), Commitment(offset: 9, note: "partitioner=crc32")])
        #expect(homes.partitioner == .crc32)
        #expect(homes.word == "partitioner=crc32")
    }

    /// The check value that every description of CRC-32 gives.
    @Test func `CRC-32 of the digits is as published`() {
        #expect(
            Partitioner.crc32.partition(of: Array("123456789".utf8), among: 1 << 40) == 0xcbf4_3926)
    }
}
