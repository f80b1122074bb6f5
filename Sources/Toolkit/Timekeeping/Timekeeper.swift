private import Synchronization

/// Tells a program what time it is, and does not take a clock's word for it where another clock
/// contradicts: the machine's wall clock is held against its steady one.
///
/// Small steps are taken: forward at once, backward by standing still until the clock has come up
/// again, so that time never runs back. A large one is not. From then on time goes by the steady
/// clock, from where it was before the step, until the wall clock comes back to it or a person says
/// that the wall clock is right (`confirm`).
///
/// A start is a step too, from when the program last ran: the note that it left says when that was
/// (`ClockNote`), and where there is none, what it wrote last (`heard`).
public final class Timekeeper: Sendable {
    private let clocks: MachineClocks
    private let boot: String
    private let state: Mutex<State>

    /// How far the two clocks may come apart while the program runs: 1000 seconds, beyond which
    /// NTP's own daemon does not follow either but leaves it to a person (ntpd(8), "panic
    /// threshold"). Whatever is put right of itself, and every leap second, is far smaller.
    public static let patience: Int64 = 1_000_000
    /// And a ten-thousandth of the time since, for what the steady clock itself is off.
    fileprivate static let drift: Int64 = 10_000
    /// How long a program may have been off without anybody's asking why its clock is so far ahead:
    /// a week, since a front door is never shut for longer.
    public static let absence: Int64 = 7 * 86_400_000
    /// From how many milliseconds on a difference between two looks is a step. Less is drift.
    fileprivate static let notable: Int64 = 1_000

    /// - Parameters:
    ///   - note: what the last run left behind; nil for none.
    ///   - boot: names this start of the machine, for its uptime.
    public init(clocks: MachineClocks = .machine, note: ClockNote? = nil, boot: String? = nil) {
        self.clocks = clocks
        self.boot = boot ?? Uptime.boot
        state = Mutex(State(clocks.reading(), note, boot: self.boot))
    }

    fileprivate struct State {
        /// What the wall clock said at one moment at which it was believed, and the steady one.
        var anchor: (wall: Int64, steady: Int64)
        /// What the wall clock said when the steady one was asked last.
        var asked: Int64?
        /// What has been added up to the latest look that was believed, by small steps and drift.
        var offset: Int64 = 0
        /// The latest time told.
        var told: Int64
        var doubt: ClockDoubt?
        var steps = 0
        /// Whether there was a note, so that nothing else has to be asked about the last run.
        var isNoted: Bool
    }

    /// What time it is.
    public func reading() -> ClockReading {
        state.withLock { state in
            let wall = state.look(clocks)
            return ClockReading(
                now: state.told, doubted: state.doubt == nil ? nil : wall, steps: state.steps)
        }
    }

    /// The time to go by, in milliseconds since 1970 UTC.
    public var now: Int64 { reading().now }

    /// Why the machine's clock is not believed; nil where it is.
    public var doubt: ClockDoubt? {
        state.withLock { state in
            _ = state.look(clocks)
            return state.doubt
        }
    }

    /// A person says that the machine's clock is right.
    public func confirm() {
        state.withLock { state in
            let (wall, steady) = clocks.reading()
            state.believe(wall, steady)
            state.told = wall
            state.steps += 1
        }
    }

    /// Whether nothing is known of the last run, so that `heard` makes a difference.
    public var knowsNoLastRun: Bool { state.withLock { !$0.isNoted && $0.doubt == nil } }

    /// When the program, or another of its kind, wrote last before this one started: what a start
    /// is held against where there is no note.
    ///
    /// - Parameter lastWrite: in milliseconds since 1970 UTC; nil where nothing was ever written.
    public func heard(lastWrite: Int64?) {
        state.withLock { state in
            guard !state.isNoted, state.doubt == nil else { return }
            state.isNoted = true
            let (wall, steady) = clocks.reading()
            guard let lastWrite, !Timekeeper.isPlausible(wall, after: lastWrite) else { return }
            state.suspect(.farFromLog, wall: wall, steady: steady, instead: lastWrite)
        }
    }

    /// What the next run has to know.
    public var note: ClockNote {
        state.withLock { state in
            let (wall, steady) = clocks.reading()
            state.look(wall, steady)
            return ClockNote(time: state.told, steady: steady, boot: boot)
        }
    }

    /// Whether a clock may say `wall` in a program that last ran at `last` and was off since.
    static func isPlausible(_ wall: Int64, after last: Int64) -> Bool {
        wall >= last - patience && wall <= last + absence
    }
}

extension Timekeeper.State {
    init(_ now: (wall: Int64, steady: Int64), _ note: ClockNote?, boot: String) {
        self.init(anchor: now, told: now.wall, isNoted: note != nil)
        guard let note else { return }
        if note.boot == boot, note.steady <= now.steady {
            // The machine has been up all the while, so there is nothing to guess.
            anchor = (note.time, note.steady)
            told = note.time
            look(now.wall, now.steady)
        } else if !Timekeeper.isPlausible(now.wall, after: note.time) {
            suspect(
                .farFromLastRun, wall: now.wall, steady: now.steady, instead: note.time)
        }
    }

    mutating func suspect(
        _ kind: ClockDoubt.Kind, wall: Int64, steady: Int64, instead time: Int64
    ) {
        (anchor, asked, offset, told) = ((time, steady), nil, 0, time)
        doubt = ClockDoubt(kind, ahead: wall - time)
        steps += 1
    }

    mutating func believe(_ wall: Int64, _ steady: Int64) {
        (anchor, asked, offset, doubt) = ((wall, steady), nil, 0, nil)
    }

    /// Looks at the clocks, and returns what the wall clock says.
    ///
    /// Asking the steady clock is a system call and it moves every ten milliseconds only, so that
    /// for as long as the wall clock has not gone on by more, the last answer serves.
    mutating func look(_ clocks: MachineClocks) -> Int64 {
        let soon = clocks.wall()
        if doubt == nil, let asked, (asked..<asked + MachineClocks.tick).contains(soon) {
            told = max(told, soon)
            return soon
        }
        let (wall, steady) = clocks.reading()
        look(wall, steady)
        asked = wall
        return wall
    }

    mutating func look(_ wall: Int64, _ steady: Int64) {
        let elapsed = steady - anchor.steady
        let apart = wall - (anchor.wall + elapsed)
        if isBelievable(apart, after: elapsed) {
            if doubt != nil {
                steps += 1
                believe(wall, steady)
            } else {
                if abs(apart - offset) > Timekeeper.notable { steps += 1 }
                offset = apart
            }
            told = max(told, wall)
            return
        }
        told = max(told, anchor.wall + elapsed + offset)
        if doubt == nil {
            doubt = ClockDoubt(.stepped, ahead: wall - told)
            steps += 1
        } else if let before = doubt?.ahead, abs(wall - told - before) > Timekeeper.notable {
            doubt?.ahead = wall - told
            steps += 1
        }
    }

    private func isBelievable(_ apart: Int64, after elapsed: Int64) -> Bool {
        switch doubt?.kind {
        case .farFromLastRun, .farFromLog:
            // How long the program was off is not known, only that it was.
            apart >= -Timekeeper.patience && apart <= Timekeeper.absence
        case .stepped, nil: abs(apart) <= Timekeeper.patience + elapsed / Timekeeper.drift
        }
    }
}
