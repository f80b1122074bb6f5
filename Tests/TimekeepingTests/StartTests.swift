import Foundation
import Synchronization
import Testing

@testable import Timekeeping

@Suite("A start whose clock is far from the last run's")
struct StartTests {
    let clocks = TwoClocks()
    var day: Int64 { TwoClocks.day }

    /// A run that has just ended.
    private func lastRun() -> ClockNote {
        Timekeeper(clocks: clocks.clocks, boot: "first").note
    }

    @Test(
        "On a machine that was up all the while, the clock is off by whatever it was set by",
        arguments: [40, -1, 3_653, -3_653])
    func sameBoot(days: Int64) {
        let note = lastRun()
        clocks.pass(20 * day)
        let right = clocks.wall
        #expect(Timekeeper(clocks: clocks.clocks, note: note, boot: "first").doubt == nil)
        clocks.step(days * day)
        let keeper = Timekeeper(clocks: clocks.clocks, note: note, boot: "first")
        #expect(keeper.reading() == ClockReading(now: right, doubted: clocks.wall, steps: 1))
        clocks.step(-days * day)
        #expect(keeper.reading().doubted == nil)
    }

    @Test(
        "On a machine that was restarted, a clock before the last run or long after it is doubted",
        arguments: [(-1, true), (-3_653, true), (0, false), (6, false), (40, true), (3_653, true)]
            as [(Int64, Bool)])
    func otherBoot(days: Int64, isDoubted: Bool) {
        let (note, last) = (lastRun(), clocks.wall)
        clocks.restart(after: days * day)
        let keeper = Timekeeper(clocks: clocks.clocks, note: note, boot: "second")
        #expect(keeper.reading().now == (isDoubted ? last : clocks.wall))
        #expect(
            keeper.doubt == (isDoubted ? ClockDoubt(.farFromLastRun, ahead: days * day) : nil))
        guard isDoubted else { return }
        // NTP sets it right, some hours after the last run.
        clocks.step(-days * day + 5 * 3_600_000)
        #expect(keeper.reading() == ClockReading(now: last + 5 * 3_600_000, steps: 2))
    }

    @Test(
        "Without a note, what was written last is what a clock is held against",
        arguments: [(-1, true), (3, false), (40, true)] as [(Int64, Bool)])
    func withoutNote(days: Int64, isDoubted: Bool) {
        let last = clocks.wall
        clocks.restart(after: days * day)
        let keeper = Timekeeper(clocks: clocks.clocks)
        #expect(keeper.knowsNoLastRun && keeper.doubt == nil)
        keeper.heard(lastWrite: last)
        #expect(!keeper.knowsNoLastRun)
        #expect(keeper.doubt == (isDoubted ? ClockDoubt(.farFromLog, ahead: days * day) : nil))
        keeper.confirm()
        #expect(keeper.reading().now == clocks.wall && keeper.doubt == nil)
    }

    @Test("Where nothing was ever written, or a note says better, nothing is doubted")
    func nothingToHear() {
        let first = Timekeeper(clocks: clocks.clocks)
        first.heard(lastWrite: nil)
        first.heard(lastWrite: 0)
        #expect(first.doubt == nil)
        let second = Timekeeper(clocks: clocks.clocks, note: lastRun(), boot: "first")
        second.heard(lastWrite: 0)
        #expect(second.doubt == nil)
    }

    @Test("A note is read as it was written, and nothing else is")
    func text() {
        let note = ClockNote(time: 1_800_000_000_000, steady: 5_050, boot: "5c3f-11")
        #expect(ClockNote(note.text) == note)
        for text in ["", "1 2", "1 2 a b", "x 2 a", "-1 2 a", "1 -2 a", "{\"time\":1}"] {
            #expect(ClockNote(text) == nil, "\(text)")
        }
    }

    @Test("A watch tells when doubt begins and ends, and leaves a note that the next start goes by")
    func watch() throws {
        let path = NSTemporaryDirectory() + "clock-\(UUID().uuidString)"
        defer { try? FileManager.default.removeItem(atPath: path) }
        let told = Mutex<[ClockDoubt.Kind?]>([])
        let keeper = Timekeeper(clocks: clocks.clocks, boot: "first")
        let watch = ClockWatch(keeper, noteAt: path) { doubt in
            told.withLock { $0.append(doubt?.kind) }
        }
        watch.start()
        let right = clocks.wall
        #expect(ClockNote(at: path)?.time == right)
        clocks.step(40 * day)
        watch.stop()
        // What is left behind is the time that was gone by, not what the clock on the wall says.
        #expect(ClockNote(at: path)?.time == right)
        let next = Timekeeper(clocks: clocks.clocks, note: ClockNote(at: path), boot: "first")
        #expect(next.doubt == ClockDoubt(.stepped, ahead: 40 * day))
        watch.confirm()
        #expect(ClockNote(at: path)?.time == clocks.wall)
        let permissions = try FileManager.default.attributesOfItem(atPath: path)[.posixPermissions]
        #expect((permissions as? Int) == 0o640)
    }
}

@Suite("This machine's clocks")
struct MachineTests {
    @Test("The steady clock goes on by itself, as fast as the other")
    func steady() {
        let (wall, steady) = (MachineClocks.machine.wall(), MachineClocks.machine.steady())
        #expect(steady > 0)
        while MachineClocks.machine.wall() - wall < 200 { continue }
        let passed = MachineClocks.machine.steady() - steady
        #expect(passed >= 100)
        #expect(!Uptime.boot.isEmpty)
    }
}
