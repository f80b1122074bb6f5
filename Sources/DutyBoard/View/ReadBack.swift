import EventLog
import Synchronization

/// Those who wait until the board has read from the log what they appended to it.
final class ReadBack: Sendable {
    private struct Waiter {
        let positions: [Position]
        let deadline: ContinuousClock.Instant
        let resume: CheckedContinuation<Bool, Never>
    }

    private let waiters = Mutex<[Waiter]>([])
    /// How long somebody waits before they are told that it takes longer than it should.
    private static let patience = Duration.seconds(10)

    /// How many wait.
    var count: Int { waiters.withLock { $0.count } }

    /// Suspends until everything up to these positions has been read.
    ///
    /// - Parameter read: the first offset of each partition that was not read yet.
    /// - Returns: false where that takes too long, or nothing is read any more.
    func wait(
        for positions: [Position], read: @escaping @Sendable () -> [Partition: Int64]?
    ) async -> Bool {
        await withCheckedContinuation { resume in
            let answer: Bool? = waiters.withLock { waiters in
                // Asked under the lock, so that no turn of the reading falls between asking and
                // waiting.
                guard let read = read() else { return false }
                if Self.covers(read, positions) { return true }
                waiters.append(
                    Waiter(
                        positions: positions, deadline: ContinuousClock.now + Self.patience,
                        resume: resume))
                return nil
            }
            if let answer { resume.resume(returning: answer) }
        }
    }

    /// Something more was read; nil where nothing will be any more.
    func wake(read: [Partition: Int64]?) {
        let now = ContinuousClock.now
        let done: [(Waiter, Bool)] = waiters.withLock { waiters in
            var (done, left): ([(Waiter, Bool)], [Waiter]) = ([], [])
            for waiter in waiters {
                if let read, Self.covers(read, waiter.positions) {
                    done.append((waiter, true))
                } else if read == nil || waiter.deadline <= now {
                    done.append((waiter, false))
                } else {
                    left.append(waiter)
                }
            }
            waiters = left
            return done
        }
        for (waiter, isRead) in done { waiter.resume.resume(returning: isRead) }
    }

    private static func covers(_ read: [Partition: Int64], _ positions: [Position]) -> Bool {
        positions.allSatisfy { $0.offset < read[$0.partition] ?? 0 }
    }
}
