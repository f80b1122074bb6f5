private import Dispatch
private import Foundation
private import Glibc
private import Synchronization

/// Looks at the clocks every second, whoever else does, tells of every change, and leaves the note
/// for the next start.
public final class ClockWatch: Sendable {
    private let timekeeper: Timekeeper
    private let path: String
    private let tell: @Sendable (ClockDoubt?) -> Void
    private let state = Mutex(State())
    private let ending = DispatchSemaphore(value: 0)
    private let queue = DispatchQueue(label: "clock-watch", qos: .userInitiated)

    private struct State {
        var isLooking = false
        var confirmation: (any DispatchSourceSignal)?
        var told: ClockDoubt.Kind?
        var looks = 0
    }

    /// Every so many looks the note is written.
    private static let looksPerNote = 10

    /// - Parameters:
    ///   - path: the note's file.
    ///   - tell: is told why the clock is not believed when that begins, and nil when it ends.
    public init(
        _ timekeeper: Timekeeper, noteAt path: String,
        tell: @escaping @Sendable (ClockDoubt?) -> Void
    ) {
        (self.timekeeper, self.path, self.tell) = (timekeeper, path, tell)
    }

    /// Begins, with a first look.
    public func start() {
        look()
        let isFirst = state.withLock { state in
            defer { state.isLooking = true }
            return !state.isLooking
        }
        guard isFirst else { return }
        let thread = Thread { [self] in
            // By the steady clock: a timer may follow the one that is doubted.
            while ending.wait(timeout: .now() + .seconds(1)) == .timedOut { look() }
        }
        thread.name = "clock-watch"
        thread.start()
    }

    /// Takes SIGUSR1, which would end the process otherwise, for a person's saying that the machine's
    /// clock is right.
    public func confirmOnSignal() {
        signal(SIGUSR1, SIG_IGN)
        state.withLock { state in
            let source = DispatchSource.makeSignalSource(signal: SIGUSR1, queue: queue)
            source.setEventHandler { [weak self] in self?.confirm() }
            source.activate()
            state.confirmation = source
        }
    }

    /// A person says that the machine's clock is right.
    public func confirm() {
        timekeeper.confirm()
        state.withLock { $0.looks = 0 }
        look()
    }

    /// Ends, with a last note.
    public func stop() {
        state.withLock { state in
            state.confirmation?.cancel()
            state.confirmation = nil
        }
        ending.signal()
        // Where there is no place for a note, the next start goes by the log alone.
        try? timekeeper.note.write(to: path)
    }

    private func look() {
        let doubt = timekeeper.doubt
        let (hasChanged, isNoteDue) = state.withLock { state in
            defer { (state.told, state.looks) = (doubt?.kind, state.looks + 1) }
            return (doubt?.kind != state.told, state.looks % Self.looksPerNote == 0)
        }
        if hasChanged { tell(doubt) }
        if hasChanged || isNoteDue { try? timekeeper.note.write(to: path) }
    }
}
