import EventLog
import Synchronization

/// What follows a log and ends with it.
protocol Follower: AnyObject, Sendable {
    /// Ends it and lets go of its connections. May be called from any thread.
    func close()
}

/// A log's followers, as long as somebody uses them.
final class Followers: Sendable {
    private struct Entry {
        weak var follower: (any Follower)?
    }

    /// Nil once the log was closed.
    private let entries = Mutex<[Entry]?>([])

    func add(_ follower: any Follower) throws {
        let isOpen = entries.withLock { entries in
            entries?.removeAll { $0.follower == nil }
            entries?.append(Entry(follower: follower))
            return entries != nil
        }
        guard isOpen else {
            follower.close()
            throw LogError.closed
        }
    }

    /// Ends them all, and every one added from now on.
    func close() {
        let ending = entries.withLock { entries in
            defer { entries = nil }
            return entries?.compactMap(\.follower) ?? []
        }
        for follower in ending { follower.close() }
    }
}
