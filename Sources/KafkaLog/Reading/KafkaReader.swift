import EventLog
import Synchronization

/// Reads partitions that it was told, without a group.
///
/// `@unchecked Sendable`: the consumer is used under `turn` alone; `interrupt` needs no turn.
final class KafkaReader: LogReader, Follower, @unchecked Sendable {
    private let inquiry: Inquiry
    private let turn = Mutex(())
    private let isInterrupted = Atomic(false)
    private var consumer: Consumer?

    init(_ settings: KafkaSettings, _ inquiry: Inquiry, from offsets: [Partition: Int64]) throws {
        self.inquiry = inquiry
        let consumer = try Consumer(settings, for: .reading)
        try consumer.assign(offsets)
        self.consumer = consumer
    }

    func next(atMost: Int, waiting: Duration) throws -> [Record] {
        let deadline = ContinuousClock.now + waiting
        while true {
            let left = max(.zero, deadline - .now)
            let records = try turn.withLock { _ in
                guard !isInterrupted.load(ordering: .acquiring), let consumer else {
                    throw LogError.closed
                }
                return try consumer.take(atMost: atMost, waiting: min(left, .milliseconds(100))) {
                    inquiry.lost($0, asked: $1)
                }
            }
            if !records.isEmpty || left == .zero { return records }
        }
    }

    var ends: [Partition: Int64] { turn.withLock { _ in consumer?.ends ?? [:] } }

    func interrupt() { isInterrupted.store(true, ordering: .releasing) }

    /// Lets go of the connections, once a call under way has ended.
    func close() {
        interrupt()
        turn.withLock { _ in consumer = nil }
    }
}
