import Testing

@testable import Timekeeping

@Suite("Time that a jump of the clock does not carry away")
struct TimekeeperTests {
    let clocks = TwoClocks()
    var day: Int64 { TwoClocks.day }

    @Test("While both clocks agree, time is what the machine says")
    func agreement() {
        let keeper = Timekeeper(clocks: clocks.clocks)
        for seconds in [0, 1, 3_600, 86_400, 31_536_000] as [Int64] {
            clocks.pass(seconds * 1_000)
            #expect(keeper.reading() == ClockReading(now: clocks.wall))
        }
    }

    @Test("A small step forward is taken at once, and said to be one")
    func smallForward() {
        let keeper = Timekeeper(clocks: clocks.clocks)
        clocks.step(600_000)
        #expect(keeper.reading() == ClockReading(now: clocks.wall, steps: 1))
        clocks.pass(1_000)
        #expect(keeper.reading() == ClockReading(now: clocks.wall, steps: 1))
    }

    @Test("After a small step back time stands still until the clock has come up again")
    func smallBack() {
        let keeper = Timekeeper(clocks: clocks.clocks)
        let before = clocks.wall
        #expect(keeper.now == before)
        clocks.step(-600_000)
        #expect(keeper.reading() == ClockReading(now: before, steps: 1))
        clocks.pass(599_000)
        #expect(keeper.now == before)
        clocks.pass(2_000)
        #expect(keeper.reading() == ClockReading(now: before + 1_000, steps: 1))
    }

    @Test(
        "A large step is not believed, time goes on without it, and all is well when it is undone",
        arguments: [40, -1, 3_653, -3_653, 0.02, -0.02])
    func large(days: Double) {
        let keeper = Timekeeper(clocks: clocks.clocks)
        let step = Int64(days * Double(day))
        clocks.pass(5_000)
        let before = keeper.now
        clocks.step(step)
        for passed in 1...3 as ClosedRange<Int64> {
            clocks.pass(1_000)
            #expect(
                keeper.reading()
                    == ClockReading(
                        now: before + passed * 1_000, doubted: clocks.wall, steps: 1))
            #expect(keeper.doubt == ClockDoubt(.stepped, ahead: step))
        }
        clocks.step(-step)
        #expect(keeper.reading() == ClockReading(now: clocks.wall, steps: 2))
        #expect(keeper.doubt == nil)
    }

    @Test("From one large step into another nothing is believed either")
    func another() {
        let keeper = Timekeeper(clocks: clocks.clocks)
        let right = clocks.wall
        clocks.step(40 * day)
        #expect(keeper.reading().steps == 1)
        clocks.step(-41 * day)
        #expect(keeper.reading() == ClockReading(now: right, doubted: right - day, steps: 2))
        clocks.step(day)
        #expect(keeper.reading() == ClockReading(now: right, steps: 3))
    }

    @Test("Many small steps are one large one")
    func creeping() {
        let keeper = Timekeeper(clocks: clocks.clocks)
        for _ in 0..<200 {
            clocks.pass(1_000)
            clocks.step(60_000)
            _ = keeper.now
        }
        let reading = keeper.reading()
        #expect(reading.doubted == clocks.wall)
        #expect(clocks.wall - reading.now > 180 * 60_000)
    }

    @Test("A person's word ends it: time is then what the machine says, be it forward or back")
    func confirmation() {
        for days in [40, -1] as [Int64] {
            let keeper = Timekeeper(clocks: clocks.clocks)
            clocks.step(days * day)
            #expect(keeper.reading().doubted != nil)
            keeper.confirm()
            let reading = keeper.reading()
            #expect(reading == ClockReading(now: clocks.wall, steps: 2))
            clocks.pass(5_000)
            #expect(keeper.now == clocks.wall)
        }
    }

    @Test("Time never runs back but by a person's word", arguments: 0..<20 as Range<UInt64>)
    func monotone(seed: UInt64) {
        var random = Dice(state: seed)
        let keeper = Timekeeper(clocks: clocks.clocks)
        var last = keeper.now
        for _ in 0..<300 {
            clocks.pass(Int64.random(in: 0...7_200_000, using: &random))
            if Bool.random(using: &random) {
                clocks.step(Int64.random(in: -2_000_000...2_000_000, using: &random))
            }
            let now = keeper.now
            #expect(now >= last, "seed \(seed)")
            last = now
        }
    }
}

/// The same numbers for the same seed (SplitMix64).
struct Dice: RandomNumberGenerator {
    var state: UInt64

    mutating func next() -> UInt64 {
        state &+= 0x9e37_79b9_7f4a_7c15
        var mixed = state
        mixed = (mixed ^ (mixed >> 30)) &* 0xbf58_476d_1ce4_e5b9
        mixed = (mixed ^ (mixed >> 27)) &* 0x94d0_49bb_1331_11eb
        return mixed ^ (mixed >> 31)
    }
}
