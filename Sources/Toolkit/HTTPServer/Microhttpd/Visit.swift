import CMicrohttpd
import Glibc
import Synchronization

/// One connection as the server's watch sees it: since when has it owed us a whole request?
final class Visit: Sendable {
    private let descriptor: Int32
    /// Nanoseconds of the monotonic clock; 0 while a request is being answered.
    private let waitingSince: Atomic<UInt64>

    init(descriptor: Int32) {
        self.descriptor = descriptor
        waitingSince = Atomic(monotonicNanoseconds())
    }

    func beginAnswer() { waitingSince.store(0, ordering: .relaxed) }
    func endAnswer() { waitingSince.store(monotonicNanoseconds(), ordering: .relaxed) }

    /// Lets the client go where it has owed us a request since before `moment`.
    func hangUp(ifWaitingSinceBefore moment: UInt64) -> Bool {
        let since = waitingSince.load(ordering: .relaxed)
        guard since != 0, since < moment else { return false }
        waitingSince.store(0, ordering: .relaxed)
        return microhttpd_hang_up(descriptor) == 0
    }
}

func monotonicNanoseconds() -> UInt64 {
    var time = timespec()
    clock_gettime(CLOCK_MONOTONIC, &time)
    return UInt64(time.tv_sec) * 1_000_000_000 + UInt64(time.tv_nsec)
}
