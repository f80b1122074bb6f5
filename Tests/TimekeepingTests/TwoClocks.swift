import Synchronization
import Timekeeping

/// A machine's two clocks, turned by hand.
final class TwoClocks: Sendable {
    private let times: Mutex<(wall: Int64, steady: Int64)>

    static let day: Int64 = 86_400_000

    init(wall: Int64 = 1_800_000_000_000, steady: Int64 = 50_000) {
        times = Mutex((wall, steady))
    }

    var clocks: MachineClocks {
        MachineClocks(
            wall: { self.times.withLock { $0.wall } }, steady: { self.times.withLock { $0.steady } }
        )
    }

    var wall: Int64 { times.withLock { $0.wall } }

    /// Time passes.
    func pass(_ milliseconds: Int64) {
        times.withLock { $0 = ($0.wall + milliseconds, $0.steady + milliseconds) }
    }

    /// Somebody sets the clock on the wall.
    func step(_ milliseconds: Int64) { times.withLock { $0.wall += milliseconds } }

    /// The machine is off for a while.
    func restart(after milliseconds: Int64) {
        times.withLock { $0 = ($0.wall + milliseconds, 1_000) }
    }
}
