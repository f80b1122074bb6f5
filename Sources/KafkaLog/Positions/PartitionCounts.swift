import EventLog
import Synchronization

/// How many partitions the cluster says that topics have. Some may be added while the program runs,
/// and none is ever taken away.
final class PartitionCounts: Sendable {
    private let counts = Mutex<[String: Int]>([:])

    /// Nil where nobody asked yet.
    subscript(topic: String) -> Int? { counts.withLock { $0[topic] } }

    func note(_ count: Int, of topic: String) { counts.withLock { $0[topic] = count } }
}
