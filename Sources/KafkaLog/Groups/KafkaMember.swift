import CKafka
import EventLog
import Synchronization

/// A member of a consumer group on Kafka.
///
/// librdkafka's rebalance callback runs inside `next`, on the thread that called it. It only notes
/// what happened; partitions are taken up by `begin` and given back by the `next` that follows
/// `revoked`, so that whoever owns the member has had its say in between.
///
/// `@unchecked Sendable`: everything but `isInterrupted` is used under `turn` alone.
final class KafkaMember: GroupMember, Follower, @unchecked Sendable {
    private let settings: KafkaSettings
    private let group: String
    private let inquiry: Inquiry
    private let rebalances: Rebalances
    private let turn = Mutex(())
    private let isInterrupted = Atomic(false)
    private var consumer: Consumer?
    private var owned: Set<Partition> = []
    private var presence: Presence

    /// How long a commit is tried again while brokers come and go, in seconds.
    private static let patience = 10

    init(
        _ settings: KafkaSettings, _ inquiry: Inquiry, group: String, topics: [Topic]
    ) throws {
        self.settings = settings
        self.group = group
        self.inquiry = inquiry
        presence = Presence(session: settings.session, at: .now)
        let rebalances = Rebalances(prefix: settings.prefix)
        self.rebalances = rebalances
        let consumer = try Consumer(settings, for: .following(group: group)) { configuration in
            rd_kafka_conf_set_rebalance_cb(configuration, partitionsMoved)
            return rebalances
        }
        self.consumer = consumer
        let list = PartitionList(
            topics.map { (Partition(topic: $0.name, number: -1), 0) }.keyed,
            prefix: settings.prefix)
        let code = list.lend { rd_kafka_subscribe(consumer.client.handle, $0) }
        guard code == RD_KAFKA_RESP_ERR_NO_ERROR else {
            throw LogError(code, while: "Joining group \(settings.prefix)\(group)")
        }
    }

    func next(atMost: Int, waiting: Duration) throws -> Delivery {
        let deadline = ContinuousClock.now + waiting
        while true {
            let left = max(.zero, deadline - .now)
            let delivery = try turn.withLock { _ in
                try step(atMost: atMost, waiting: min(left, .milliseconds(100)))
            }
            if let delivery { return delivery }
            if left == .zero { return .records([]) }
        }
    }

    var isInGroup: Bool {
        turn.withLock { _ in
            guard let consumer, rebalances.isQuiet, !owned.isEmpty,
                rd_kafka_assignment_lost(consumer.client.handle) == 0
            else { return false }
            return presence.isSure(at: .now)
        }
    }

    private func step(atMost: Int, waiting: Duration) throws -> Delivery? {
        presence.note(at: .now)
        defer { presence.note(at: .now) }
        guard !isInterrupted.load(ordering: .acquiring), let consumer else {
            throw LogError.closed
        }
        // A static member whose request to join was repeated while brokers changed is fenced by
        // itself; only a new member can have its place.
        if let fatal = consumer.client.fatalError {
            throw LogError(fatal, while: "Following group \(settings.prefix)\(group)")
        }
        if rebalances.owesConsent {
            rebalances.owesConsent = false
            consumer.unassign()
        }
        if let moved = move() { return moved }
        let records = try consumer.take(atMost: atMost, waiting: waiting) {
            inquiry.lost($0, asked: $1)
        }
        return records.isEmpty ? move() : .records(records)
    }

    /// The next thing that happened to the group, if anything did.
    private func move() -> Delivery? {
        guard let moved = rebalances.next() else { return nil }
        switch moved {
        case .assigned(let partitions):
            owned = Set(partitions)
        case .revoked:
            owned = []
            rebalances.owesConsent = true
        case .records: break
        }
        return moved
    }

    func begin(at offsets: [Partition: Int64]) throws {
        _ = try inquiry.require(offsets)
        try turn.withLock { _ in
            guard let consumer else { throw LogError.closed }
            // Revoked meanwhile: the next call of `next` says so.
            guard rebalances.isQuiet else { return }
            let own = offsets.filter { owned.contains($0.key) }
            try consumer.assign(consumer.next.merging(own) { _, new in new })
        }
    }

    func commit(_ offsets: [Partition: Int64]) throws {
        try commit(offsets.mapValues { Commitment(offset: $0) })
    }

    func commit(_ commitments: [Partition: Commitment]) throws {
        let deadline = ContinuousClock.now + .seconds(Self.patience)
        while let error = try turn.withLock({ _ in try commitOnce(commitments) }) {
            guard error.isPassing, ContinuousClock.now < deadline else {
                throw LogError(error, while: "Committing positions of \(settings.prefix)\(group)")
            }
        }
    }

    private func commitOnce(
        _ commitments: [Partition: Commitment]
    ) throws -> rd_kafka_resp_err_t? {
        guard let consumer else { return nil }
        let own = commitments.filter { owned.contains($0.key) }
        guard !own.isEmpty else { return nil }
        let list = PartitionList(committing: own, prefix: settings.prefix)
        let code = list.lend { rd_kafka_commit(consumer.client.handle, $0, 0) }
        switch code {
        case RD_KAFKA_RESP_ERR_NO_ERROR: return nil
        // No longer a member, or not in this generation: they are another's to commit.
        case RD_KAFKA_RESP_ERR_ILLEGAL_GENERATION, RD_KAFKA_RESP_ERR_UNKNOWN_MEMBER_ID,
            RD_KAFKA_RESP_ERR_REBALANCE_IN_PROGRESS, RD_KAFKA_RESP_ERR__ASSIGNMENT_LOST,
            RD_KAFKA_RESP_ERR__NO_OFFSET, RD_KAFKA_RESP_ERR__STATE:
            return nil
        default: return code
        }
    }

    var ends: [Partition: Int64] { turn.withLock { _ in consumer?.ends ?? [:] } }

    func interrupt() {
        isInterrupted.store(true, ordering: .releasing)
    }

    func leave() {
        interrupt()
        turn.withLock { _ in
            guard let consumer else { return }
            rebalances.isLeaving = true
            rd_kafka_consumer_close(consumer.client.handle)
            self.consumer = nil
            owned = []
        }
    }

    func close() { leave() }

    deinit { leave() }
}
