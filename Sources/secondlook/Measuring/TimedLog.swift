import EventLog
import Synchronization

/// A log that takes the time its user spends in it, so that the rest of the user's time is its own.
final class TimedLog: EventLog {
    private let log: any EventLog
    private let spent = Mutex(Spent())

    /// Time on the calling threads, and what came in it.
    struct Spent: Sendable {
        /// In `next`, whether reading or waiting.
        var reading = Duration.zero
        /// Processor time of all threads meanwhile, in seconds.
        var readingProcessor = 0.0
        /// From the first word of an append to its being durable.
        var appending = Duration.zero
        /// Records delivered, and the bytes of their values.
        var records = 0
        var bytes = 0
    }

    init(_ log: any EventLog) { self.log = log }

    var soFar: Spent { spent.withLock { $0 } }

    func append(
        _ messages: [Message],
        whenDurable: @escaping @Sendable (Result<[Position], any Error>) -> Void
    ) {
        let begun = ContinuousClock.now
        log.append(messages) { [weak self] result in
            self?.spent.withLock { $0.appending += ContinuousClock.now - begun }
            whenDurable(result)
        }
    }

    func extent(of topics: [Topic]) throws -> [Partition: Range<Int64>] {
        try log.extent(of: topics)
    }

    func reader(from offsets: [Partition: Int64]) throws -> any LogReader {
        try log.reader(from: offsets)
    }

    func join(_ group: String, topics: [Topic]) throws -> any GroupMember {
        TimedMember(try log.join(group, topics: topics), of: self)
    }

    func committed(by group: String) throws -> [Partition: Int64] {
        try log.committed(by: group)
    }

    func close() { log.close() }

    fileprivate func time(_ next: () throws -> Delivery) rethrows -> Delivery {
        let begun = ContinuousClock.now
        let processor = Usage.processorSeconds
        let delivery = try next()
        let took = ContinuousClock.now - begun
        spent.withLock { spent in
            spent.reading += took
            spent.readingProcessor += Usage.processorSeconds - processor
            guard case .records(let records) = delivery else { return }
            spent.records += records.count
            for record in records {
                spent.bytes += record.withBytes { _, value in value?.count ?? 0 }
            }
        }
        return delivery
    }
}

private final class TimedMember: GroupMember {
    private let member: any GroupMember
    private let log: TimedLog

    init(_ member: any GroupMember, of log: TimedLog) {
        self.member = member
        self.log = log
    }

    func next(atMost: Int, waiting: Duration) throws -> Delivery {
        try log.time { try member.next(atMost: atMost, waiting: waiting) }
    }

    func begin(at offsets: [Partition: Int64]) throws { try member.begin(at: offsets) }
    func commit(_ offsets: [Partition: Int64]) throws { try member.commit(offsets) }
    var ends: [Partition: Int64] { member.ends }
    var isInGroup: Bool { member.isInGroup }
    func interrupt() { member.interrupt() }
    func leave() { member.leave() }
}
