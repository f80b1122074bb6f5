import EventLog
import Synchronization

/// Reads partitions that it was told, without a group.
///
/// `@unchecked Sendable`: the consumer is used under `turn` alone; `interrupt` needs no turn.
final class KafkaReader: LogReader, Follower, @unchecked Sendable {
    private let consumer: Consumer
    private let inquiry: Inquiry
    private let turn = Mutex(())
    private let isInterrupted = Atomic(false)

    init(_ settings: KafkaSettings, _ inquiry: Inquiry, from offsets: [Partition: Int64]) throws {
        self.inquiry = inquiry
        consumer = try Consumer(settings, for: .reading)
        try consumer.assign(offsets)
    }

    func next(atMost: Int, waiting: Duration) throws -> [Record] {
        let deadline = ContinuousClock.now + waiting
        while true {
            if isInterrupted.load(ordering: .acquiring) { throw LogError.closed }
            let left = max(.zero, deadline - .now)
            let records = try turn.withLock { _ in
                try consumer.take(atMost: atMost, waiting: min(left, .milliseconds(100))) {
                    inquiry.lost($0, asked: $1)
                }
            }
            if !records.isEmpty || left == .zero { return records }
        }
    }

    var ends: [Partition: Int64] { turn.withLock { _ in consumer.ends } }

    func interrupt() {
        isInterrupted.store(true, ordering: .releasing)
        consumer.wake()
    }

    func close() { interrupt() }
}
