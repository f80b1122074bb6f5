import Casework
import Contract
import Engine
import EventLog
import Events
import Simulation
import Testing

@Suite("Engines that write about partitions they have lost")
struct ZombieTests {
    /// A bench with records on the log that lead to alerts.
    private func bench(seed: UInt64, events: Int = 2_000) throws -> Bench {
        let bench = try Bench()
        try bench.publish(bench.history(of: events, years: 1, seed: seed))
        return bench
    }

    /// What every reader who goes by revision numbers, and keeps the first that bears one, ends at.
    private func standingByNumber(_ bench: Bench) throws -> Set<Face> {
        var latest: [String: Alert] = [:]
        for alert in try bench.published()
        where alert.revision > latest[alert.id]?.revision ?? 0 {
            latest[alert.id] = alert
        }
        return Set(latest.values.filter { $0.status != .withdrawn }.map(Face.init))
    }

    /// What stands is the truth, by place and by number, and nobody has anything to add.
    private func expectLevel(
        _ bench: Bench, _ engines: [AlertEngine], _ comment: Comment
    ) throws {
        for engine in engines + engines { try bench.settle(engine) }
        let oracle = try bench.oracle()
        #expect(!oracle.isEmpty, comment)
        #expect(try bench.standing() == oracle, comment)
        #expect(try standingByNumber(bench) == oracle, comment)
        let count = try bench.published().count
        for engine in engines { try bench.settle(engine) }
        #expect(try bench.published().count == count, comment)
    }

    /// A zombie's revision of an alert: something else, under the number the next one will have.
    private static func stale(
        _ alert: Alert, revision: Int, withdrawn: Bool = false
    ) -> Message {
        var stale = alert
        stale.revision = revision
        stale.status = withdrawn ? .withdrawn : .updated
        stale.reasons = ["A zombie wrote this."]
        return AlertMessage.message(stale)
    }

    @Test("A stale revision is overruled under a number of its own", arguments: [-1, 0, 1, 5])
    func overruled(step: Int) throws {
        for withdrawn in [false, true] {
            let bench = try bench(seed: 2)
            let engine = try bench.engine()
            try bench.settle(engine)
            let before = try #require(try bench.published().last)
            _ = try bench.log.appendAndWait([
                Self.stale(
                    before, revision: max(1, before.revision + step), withdrawn: withdrawn)
            ])
            try expectLevel(bench, [engine], "step \(step), withdrawn \(withdrawn)")
            #expect(engine.status.foreignRevisions == 1)
        }
    }

    @Test(
        "One that slips in just before an engine's own, unread, is noticed afterwards",
        arguments: [0, 1, 7])
    func slippedIn(step: Int) throws {
        for withdrawn in [false, true] {
            let bench = try bench(seed: 3)
            let log = UnguardedLog(bench.log)
            log.intrudeOnce { messages in
                let decoder = AlertDecoder()
                return messages.compactMap { message in
                    guard let value = message.value, let alert = try? decoder.decode(value) else {
                        return nil
                    }
                    return Self.stale(
                        alert, revision: alert.revision + step, withdrawn: withdrawn)
                }
            }
            let engine = try bench.engine(on: log)
            try expectLevel(bench, [engine], "step \(step), withdrawn \(withdrawn)")
            #expect(engine.status.foreignRevisions > 0)
        }
    }

    @Test("Whoever starts next settles a clash that nobody settled")
    func clashInHistory() throws {
        let bench = try bench(seed: 4)
        let first = try bench.engine()
        try bench.settle(first)
        first.leave()
        let alerts = try bench.published()
        // The same number twice: the wrong one first, then what stood.
        _ = try bench.log.appendAndWait(
            alerts.flatMap { alert -> [Message] in
                var again = alert
                again.revision += 1
                return [
                    Self.stale(alert, revision: alert.revision + 1), AlertMessage.message(again),
                ]
            })
        try expectLevel(bench, [try bench.engine()], "by number, the wrong one stood")
    }

    @Test("Two engines that both believe the partitions are theirs come to an end")
    func twoAtOnce() throws {
        for seed in UInt64(0)..<8 {
            var random = RandomSource(seed: seed)
            let bench = try Bench()
            var events = bench.history(of: 800, years: 1, seed: seed)[...]
            let engines = try (0..<2).map { _ in try bench.engine(on: UnguardedLog(bench.log)) }
            while !events.isEmpty {
                let piece = events.prefix(Int.random(in: 1...120, using: &random))
                events = events.dropFirst(piece.count)
                try bench.publish(piece.shuffled(using: &random))
                for _ in 0..<Int.random(in: 0...6, using: &random) {
                    try engines[Int.random(in: 0...1, using: &random)].step(waiting: .zero)
                }
            }
            try expectLevel(bench, engines, "seed \(seed)")
        }
    }

    @Test("An engine that has lost its place writes nothing until it has it again")
    func lostPlace() throws {
        let bench = try bench(seed: 5)
        let log = UnguardedLog(bench.log)
        log.isInGroup = false
        let engine = try bench.engine(on: log)
        for _ in 0..<40 { try engine.step(waiting: .zero) }
        #expect(log.appends == 0)
        #expect(!engine.status.isCaughtUp)
        log.isInGroup = true
        try expectLevel(bench, [engine], "back in its place")
    }

    @Test("Between two looks at the group an engine appends once at the most")
    func oneBatch() throws {
        let bench = try bench(seed: 6, events: 6_000)
        let log = UnguardedLog(bench.log)
        let engine = try bench.engine(on: log)
        while !engine.status.isCaughtUp {
            let before = log.appends
            try engine.step(waiting: .zero)
            #expect(log.appends <= before + 1)
        }
        #expect(log.appends > 0)
    }
}
