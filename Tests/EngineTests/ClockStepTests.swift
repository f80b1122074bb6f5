import Casework
import Contract
import Engine
import EventLog
import Simulation
import Synchronization
import Testing
import Timekeeping

@Suite("A clock that jumps")
struct ClockStepTests {
    private static let day: Int64 = 86_400_000
    /// Of each round of a council's life, the time that passes.
    private static let passing: ClosedRange<Int64> = 1_800_000...(30 * 3_600_000)

    /// By how much a machine's clock is wrong.
    private final class WrongBy: Sendable {
        private let error = Mutex<Int64>(0)

        var milliseconds: Int64 {
            get { error.withLock { $0 } }
            set { error.withLock { $0 = newValue } }
        }
    }

    /// A council's log and engine on a machine whose wall clock can be set wrong.
    private final class Machine {
        let bench: Bench
        private let error = WrongBy()
        let timekeeper: Timekeeper
        private(set) var engine: AlertEngine

        init(at start: Moment) throws {
            bench = try Bench(at: start)
            let (clock, error) = (bench.clock, error)
            timekeeper = Timekeeper(
                clocks: MachineClocks(
                    wall: { clock.now.milliseconds + error.milliseconds },
                    steady: { clock.now.milliseconds }))
            engine = try AlertEngine(
                log: bench.log, policy: bench.policy, timekeeper: timekeeper)
        }

        func set(wrongBy milliseconds: Int64) { error.milliseconds = milliseconds }

        func settle() throws { try bench.settle(engine) }

        /// What was ever withdrawn, and why.
        func withdrawals() throws -> Set<String> {
            Set(
                try bench.published().filter { $0.status == .withdrawn }
                    .map { "\($0.id) \($0.reasons)" })
        }
    }

    @Test(
        "50 rounds of steps under load: the board equals the records, and no step withdrew anything",
        arguments: [1, 2] as [UInt64])
    func underLoad(seed: UInt64) throws {
        var random = RandomSource(seed: seed)
        let events = Simulation.load(events: 900, years: 1, seed: seed)
            .sorted { $0.time < $1.time }
        let start = events[events.count * 2 / 3].time
        // Two councils of the same life: one has a clock that is always right.
        let (steady, jumping) = (try Machine(at: start), try Machine(at: start))
        var left = events[...]
        for round in 0..<50 {
            let passed = Int64.random(in: Self.passing, using: &random)
            let now = steady.bench.clock.now.advanced(milliseconds: passed)
            let due = left.prefix { $0.time <= now }
            left = left.dropFirst(due.count)
            let steps = [40 * Self.day, -Self.day, 3_653 * Self.day, -3_653 * Self.day]
            let step = steps[Int.random(in: 0..<steps.count, using: &random)]
            for machine in [steady, jumping] {
                machine.bench.clock.now = now
                try machine.bench.publish(due.prefix(due.count / 2))
                try machine.settle()
            }
            jumping.set(wrongBy: step)
            try jumping.settle()
            #expect(jumping.timekeeper.doubt != nil)
            // Events go on coming while the clock is wrong, and time goes on.
            let later = now.advanced(milliseconds: Int64.random(in: 0...passed, using: &random))
            for machine in [steady, jumping] {
                machine.bench.clock.now = later
                try machine.bench.publish(due.dropFirst(due.count / 2))
                try machine.settle()
            }
            jumping.set(wrongBy: 0)
            try jumping.settle()
            #expect(jumping.timekeeper.doubt == nil)
            let oracle = try jumping.bench.oracle()
            #expect(try jumping.bench.standing() == oracle, "seed \(seed), round \(round)")
            #expect(try steady.bench.standing() == oracle, "seed \(seed), round \(round)")
        }
        let withdrawn = try steady.withdrawals()
        #expect(withdrawn.count > 20, "seed \(seed): time withdraws, too")
        #expect(try jumping.withdrawals() == withdrawn, "seed \(seed)")
    }

    @Test(
        "While the clock is wrong, what is new is raised and what was taken back is withdrawn",
        arguments: [40 * day, -day, 3_653 * day, -3_653 * day])
    func goesOn(step: Int64) throws {
        let machine = try Machine(at: Bench.evening)
        let contacts = Self.contacts(of: "C-1", at: Bench.evening.advanced(milliseconds: -60_000))
        try machine.bench.publish(contacts)
        try machine.settle()
        #expect(try machine.bench.standing().count == 1)
        machine.set(wrongBy: step)
        try machine.bench.publish(
            Self.contacts(of: "C-2", at: Bench.evening.advanced(milliseconds: -30_000)))
        var retraction = contacts[0]
        retraction.id = "taken-back"
        retraction.time = Bench.evening
        retraction.fact = .retraction(
            Retraction(record: contacts[0].fact.record, reason: "wrong child"))
        try machine.bench.publish([retraction])
        try machine.settle()
        #expect(try machine.bench.standing().map(\.alert.childID) == [ChildID("C-2")])
    }

    @Test(
        "What other systems' clocks vouch for is raised, though it lies ahead of the steady clock")
    func vouched() throws {
        let machine = try Machine(at: Bench.evening)
        try machine.settle()
        // The machine was paused for three days, which it does not know, and its clock was set.
        machine.set(wrongBy: 3 * Self.day)
        let later = Bench.evening.advanced(milliseconds: 3 * Self.day - 60_000)
        try machine.bench.publish(Self.contacts(of: "C-1", at: later))
        try machine.settle()
        #expect(try machine.bench.standing().count == 1)
        // A date after its recording cannot be: it is read as of the recording, which nobody doubts.
        var odd = Self.contacts(of: "C-2", at: later)
        for index in odd.indices { odd[index].time = Bench.evening }
        try machine.bench.publish(odd)
        try machine.settle()
        #expect(try machine.bench.standing().count == 2)
        machine.timekeeper.confirm()
        try machine.settle()
        #expect(try machine.bench.standing().count == 2)
        #expect(try machine.withdrawals().isEmpty)
    }

    @Test("Confirmed, a clock is taken at its word: what time has ended is withdrawn")
    func confirmed() throws {
        let machine = try Machine(at: Bench.evening)
        try machine.bench.publish(
            Self.contacts(of: "C-1", at: Bench.evening.advanced(milliseconds: -60_000)))
        try machine.settle()
        machine.set(wrongBy: 400 * Self.day)
        try machine.settle()
        #expect(try machine.bench.standing().count == 1)
        machine.timekeeper.confirm()
        try machine.settle()
        #expect(try machine.bench.standing().isEmpty)
        // And back again: all is appraised anew, although no timer is left.
        machine.set(wrongBy: 0)
        machine.timekeeper.confirm()
        try machine.settle()
        #expect(try machine.bench.standing().count == 1)
    }

    @Test(
        "A start with a clock far from the newest alert withdraws nothing",
        arguments: [40 * day, -day, 3_653 * day, -3_653 * day])
    func start(step: Int64) throws {
        let bench = try Bench()
        try bench.publish(bench.history(of: 2_000, years: 1, seed: 2))
        let first = try bench.engine()
        try bench.settle(first)
        first.leave()
        let before = try bench.published()
        let clock = bench.clock
        let timekeeper = Timekeeper(
            clocks: MachineClocks(
                wall: { clock.now.milliseconds + step }, steady: { clock.now.milliseconds }))
        let second = try AlertEngine(
            log: bench.log, policy: bench.policy, timekeeper: timekeeper)
        try bench.settle(second)
        #expect(timekeeper.doubt?.kind == .farFromLog)
        #expect(try bench.published() == before)
    }

    private static func contacts(of child: String, at moment: Moment) -> [Event] {
        [ReferralSource.police, .school, .generalPractitioner].enumerated().map { number, source in
            Event(
                id: "\(child)-\(number)", source: "test", time: moment, childID: ChildID(child),
                fact: .contact(
                    Contact(
                        id: RecordID("\(child)-\(number)"), receivedAt: CaseDate(moment),
                        source: source, outcome: .informationAndAdvice,
                        decidedAt: CaseDate(moment))))
        }
    }
}
