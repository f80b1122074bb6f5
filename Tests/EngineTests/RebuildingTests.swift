import Casework
import Contract
import Engine
import EventLog
import Simulation
import Testing

@Suite("Partitions that are being rebuilt")
struct RebuildingTests {
    @Test("The engine says how far behind each is, in records and in seconds, until it is not")
    func behind() throws {
        let bench = try Bench()
        try bench.publish(bench.history(of: 3_000, years: 1, seed: 8))
        let appended = try #require(try bench.records(of: Contract.contacts).last?.appendedAt)
        bench.clock.now = Moment(milliseconds: appended + 40_000)
        let engine = try bench.engine(on: UnguardedLog(bench.log))
        try engine.step(waiting: .zero)
        #expect(
            engine.status.rebuilding.map(\.partition)
                == engine.status.partitions
                .filter { $0.topic != Contract.alerts.name }.sorted())
        #expect(engine.status.rebuilding.allSatisfy { $0.seconds == nil && $0.records > 0 })
        var before = engine.status.rebuilding
        var sawSeconds = false
        while !engine.status.isCaughtUp {
            try engine.step(waiting: .zero)
            let now = engine.status.rebuilding
            #expect(now.reduce(0) { $0 + $1.records } == engine.status.behind)
            #expect(now.count <= before.count)
            // All were appended within moments of each other.
            for seconds in now.compactMap(\.seconds) {
                sawSeconds = true
                #expect((40...60).contains(seconds))
            }
            before = now
        }
        #expect(sawSeconds)
        #expect(engine.status.rebuilding.isEmpty)
        #expect(engine.status.positions.reduce(0) { $0 + $1.next } >= 3_000)
    }

    @Test("How late events came is counted by how late")
    func lateness() throws {
        let bench = try Bench()
        let events = bench.history(of: 500, years: 1, seed: 8)
        // They are published eight months after the last of them.
        bench.clock.now = bench.clock.now.advanced(milliseconds: 240 * 86_400_000)
        try bench.publish(events)
        let engine = try bench.engine()
        try bench.settle(engine)
        #expect(engine.status.lateness.counts.reduce(0, +) == 500)
        #expect(engine.status.lateness.counts.suffix(2).reduce(0, +) == 500)
        #expect(engine.status.lateness.sum > 500 * 86_400)
    }

    /// All partitions of the topics an engine reads, or those of some numbers.
    private func partitions(_ numbers: some Sequence<Int> = 0..<12) -> [Partition] {
        let numbers = Set(numbers)
        return (Contract.records + [Contract.alerts]).flatMap(\.all)
            .filter { numbers.contains($0.number) }
    }

    @Test("Given back and got again, partitions are read on, not anew, and nothing is missed")
    func resumed() throws {
        let bench = try Bench()
        var random = RandomSource(seed: 12)
        let events = bench.history(of: 2_000, years: 1, seed: 12).shuffled(using: &random)
        try bench.publish(events.prefix(1_500))
        let log = UnguardedLog(bench.log)
        let engine = try bench.engine(on: log)
        try bench.settle(engine)
        // Meanwhile others write: records, something unreadable, and a stale alert.
        try bench.publish(events.dropFirst(1_500))
        var stale = try #require(try bench.published().last)
        stale.revision += 3
        stale.reasons = ["A zombie wrote this."]
        _ = try bench.log.appendAndWait([
            AlertMessage.message(stale),
            Message(to: Contract.contacts, key: Array("C-x".utf8), value: Array("{".utf8)),
        ])
        log.regroup(revoking: partitions(), assigning: partitions())
        try bench.settle(engine)
        #expect(try bench.standing() == bench.oracle())
        #expect(engine.status.records == 2_001 + (try bench.published().count))
        #expect(try bench.records(of: Contract.quarantine).count == 1)
    }

    @Test("Of partitions given back only those got again are kept; others are read anew")
    func partlyResumed() throws {
        let bench = try Bench()
        try bench.publish(bench.history(of: 2_000, years: 1, seed: 13))
        let log = UnguardedLog(bench.log)
        let engine = try bench.engine(on: log)
        try bench.settle(engine)
        let all = engine.status.children
        log.regroup(revoking: partitions(), assigning: partitions(0..<4))
        try bench.settle(engine)
        #expect((1..<all).contains(engine.status.children))
        #expect(engine.status.partitions == Set(partitions(0..<4)))
        log.regroup(revoking: partitions(0..<4), assigning: partitions())
        try bench.settle(engine)
        #expect(engine.status.children == all)
        #expect(try bench.standing() == bench.oracle())
    }
}
