import Casework
import Contract
import Engine
import EventLog
import Simulation
import Testing

@Suite("Law 3: the alerts topic converges on the truth")
struct LevelTests {
    @Test("What stands equals the batch oracle")
    func oracle() throws {
        let bench = try Bench()
        try bench.publish(bench.history(of: 3_000, years: 3, seed: 11))
        let engine = try bench.engine()
        try bench.settle(engine)
        let oracle = try bench.oracle()
        #expect(!oracle.isEmpty)
        #expect(try bench.standing() == oracle)
    }

    @Test("Killed at every step, an engine leaves what the next one makes whole")
    func everyStep() throws {
        let events = Simulation.load(events: 400, years: 1, seed: 5)
        var step = 0
        var crashes = 0
        while true {
            let bench = try Bench()
            _ = bench.history(of: 400, years: 1, seed: 5)
            // Records, a first engine, more records, and among them something unreadable.
            try bench.publish(events.prefix(300))
            _ = try bench.log.appendAndWait([
                Message(to: Contract.contacts, key: Array("C-x".utf8), value: Array("{".utf8))
            ])
            let crashing = CrashingLog(bench.log, crashingAfter: step)
            do {
                let engine = try bench.engine(on: crashing)
                try bench.settle(engine)
                try bench.publish(events.dropFirst(300))
                try bench.settle(engine)
            } catch is Crash {
                crashes += 1
            }
            guard crashing.hasCrashed else { break }
            if crashes == step + 1 { try bench.publish(events.dropFirst(300)) }
            let next = try bench.engine()
            try bench.settle(next)
            #expect(try bench.standing() == bench.oracle(), "step \(step)")
            try expectOneContentARevision(bench, "step \(step)")
            #expect(try bench.records(of: Contract.quarantine).isEmpty == false, "step \(step)")
            step += 1
        }
        #expect(crashes >= 6, "there are appends and commits to die at")
    }

    @Test("Shuffled, cut in pieces, repeated, with the engine killed now and then: the same alerts")
    func shuffled() throws {
        let plain = try Bench()
        let events = plain.history(of: 1_200, years: 1, seed: 3)
        try plain.publish(events)
        try plain.settle(try plain.engine())
        let expected = try plain.standing()
        #expect(!expected.isEmpty)
        for seed in UInt64(0)..<6 {
            var random = RandomSource(seed: seed)
            let bench = try Bench(at: plain.clock.now)
            var left = (events + events.shuffled(using: &random).prefix(60))
                .shuffled(using: &random)[...]
            while !left.isEmpty {
                let piece = left.prefix(Int.random(in: 1...300, using: &random))
                left = left.dropFirst(piece.count)
                try bench.publish(piece)
                let crashing = CrashingLog(
                    bench.log, crashingAfter: Int.random(in: 0...6, using: &random))
                do { try bench.settle(try bench.engine(on: crashing)) } catch is Crash {}
            }
            try bench.settle(try bench.engine())
            #expect(try bench.standing() == expected, "seed \(seed)")
            try expectOneContentARevision(bench, "seed \(seed)")
        }
    }

    @Test("As time passes, timers keep what stands level, without a new record")
    func timers() throws {
        let bench = try Bench(at: London.moment(Simulation.lastDay - 300, hour: 22))
        try bench.publish(Simulation.load(events: 600, years: 2, seed: 9))
        let engine = try bench.engine()
        try bench.settle(engine)
        for days in stride(from: 3, through: 380, by: 7) {
            bench.clock.now = London.moment(Simulation.lastDay - 300 + days, hour: 22)
            try engine.step(waiting: .zero)
            let oracle = try bench.oracle()
            #expect(try bench.standing() == oracle, "after \(days) days")
        }
    }

    @Test("A foreign write to the alerts topic is overruled, once")
    func foreignWriter() throws {
        let bench = try Bench()
        try bench.publish(bench.history(of: 2_000, years: 1, seed: 2))
        let engine = try bench.engine()
        try bench.settle(engine)
        var stale = try #require(try bench.published().last)
        stale.revision += 1
        stale.status = .updated
        stale.reasons = ["A zombie wrote this."]
        _ = try bench.log.appendAndWait([AlertMessage.message(stale)])
        try bench.settle(engine)
        #expect(try bench.standing() == bench.oracle())
        let count = try bench.published().count
        try bench.settle(engine)
        #expect(try bench.published().count == count)
    }

    private func expectOneContentARevision(_ bench: Bench, _ comment: Comment) throws {
        var seen: [String: Alert] = [:]
        for alert in try bench.published() {
            let name = "\(alert.id).\(alert.revision)"
            if let other = seen[name] { #expect(alert == other, comment) }
            seen[name] = alert
        }
    }
}
