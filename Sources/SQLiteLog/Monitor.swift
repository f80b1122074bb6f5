internal import Glibc

/// A value behind a lock, with threads that wait until it has become what they need.
///
/// A POSIX mutex, with a condition on the monotonic clock: `Synchronization.Mutex` has no way to
/// wait, and where two threads contend for one the thread sanitizer cannot see (the kernel hands
/// the lock over) that it was held.
///
/// Unchecked because the value is touched under the mutex alone, and the mutex and the condition
/// stand still in memory of their own for as long as the monitor lives. As with `Mutex`, `sending`
/// lets nothing out of the closures that is still part of the value.
final class Monitor<State>: @unchecked Sendable {
    private var state: State
    private let mutex = UnsafeMutablePointer<pthread_mutex_t>.allocate(capacity: 1)
    private let condition = UnsafeMutablePointer<pthread_cond_t>.allocate(capacity: 1)

    init(_ state: sending State) {
        self.state = state
        pthread_mutex_init(mutex, nil)
        var attributes = pthread_condattr_t()
        pthread_condattr_init(&attributes)
        pthread_condattr_setclock(&attributes, CLOCK_MONOTONIC)
        pthread_cond_init(condition, &attributes)
        pthread_condattr_destroy(&attributes)
    }

    deinit {
        pthread_cond_destroy(condition)
        pthread_mutex_destroy(mutex)
        condition.deallocate()
        mutex.deallocate()
    }

    /// Looks at the value, or changes it where nobody waits for that.
    func withLock<Value>(
        _ body: (inout sending State) throws -> sending Value
    ) rethrows -> sending Value {
        pthread_mutex_lock(mutex)
        defer { pthread_mutex_unlock(mutex) }
        return try body(&state)
    }

    /// Changes the value, and wakes whoever waits for it to change.
    func change(_ body: (inout sending State) -> Void) {
        withLock {
            body(&$0)
            pthread_cond_broadcast(condition)
        }
    }

    /// Waits until the body, which may change the value, gives an answer, and wakes the others
    /// when it does.
    func wait<Value: Sendable>(_ body: (inout sending State) -> Value?) -> Value {
        pthread_mutex_lock(mutex)
        defer {
            pthread_cond_broadcast(condition)
            pthread_mutex_unlock(mutex)
        }
        while true {
            if let value = body(&state) { return value }
            pthread_cond_wait(condition, mutex)
        }
    }

    /// Waits until the value is as asked, at most until the deadline.
    ///
    /// - Returns: whether it is.
    func wait(until deadline: Deadline, for isReached: (State) -> Bool) -> Bool {
        pthread_mutex_lock(mutex)
        defer { pthread_mutex_unlock(mutex) }
        while !isReached(state) {
            var time = deadline.time
            if pthread_cond_timedwait(condition, mutex, &time) == ETIMEDOUT {
                return isReached(state)
            }
        }
        return true
    }
}

/// A moment on the monotonic clock.
struct Deadline: Comparable {
    /// In nanoseconds.
    private let nanoseconds: Int64

    /// So long from now, at most a day: whoever waits longer asks again.
    init(after duration: Duration) {
        let limited = min(max(duration, .zero), .seconds(86_400)).components
        var now = timespec()
        clock_gettime(CLOCK_MONOTONIC, &now)
        nanoseconds =
            Int64(now.tv_sec) * 1_000_000_000 + Int64(now.tv_nsec)
            + limited.seconds * 1_000_000_000 + limited.attoseconds / 1_000_000_000
    }

    var isPast: Bool { Deadline(after: .zero) >= self }

    var time: timespec {
        timespec(
            tv_sec: Int(nanoseconds / 1_000_000_000), tv_nsec: Int(nanoseconds % 1_000_000_000))
    }

    static func < (left: Deadline, right: Deadline) -> Bool {
        left.nanoseconds < right.nanoseconds
    }
}
