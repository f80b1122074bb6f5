import CKafka
import EventLog
import Synchronization

/// What a reader and a member of a group have in common: a client that reads, and one queue that
/// everything comes through.
///
/// One thread at a time may call `take`, `assign` and `close`; their owners see to that.
final class Consumer {
    let client: Client
    private let queue: OpaquePointer
    private let settings: KafkaSettings
    private var batch: Batch

    /// The most messages taken from librdkafka in one call.
    private static let most = 10_000

    init(
        _ settings: KafkaSettings, for purpose: Purpose,
        configure: (OpaquePointer) -> AnyObject? = { _ in nil }
    ) throws {
        client = try Client(settings, for: purpose, configure: configure)
        rd_kafka_poll_set_consumer(client.handle)
        guard let queue = rd_kafka_queue_get_consumer(client.handle) else {
            throw LogError.unavailable("librdkafka has no queue for a consumer.")
        }
        self.queue = queue
        self.settings = settings
        batch = Batch(prefix: settings.prefix)
    }

    deinit { rd_kafka_queue_destroy(queue) }

    /// The first offset not handed out yet, of each partition that is read.
    var next: [Partition: Int64] { batch.next }
    /// The ends of partitions that were seen.
    var ends: [Partition: Int64] { batch.ends }

    /// Reads these partitions from these offsets, and no others.
    func assign(_ offsets: [Partition: Int64]) throws {
        batch.begin(offsets)
        let list = PartitionList(offsets, prefix: settings.prefix)
        let code = list.lend { rd_kafka_assign(client.handle, $0) }
        guard code == RD_KAFKA_RESP_ERR_NO_ERROR else {
            throw LogError(code, while: "Beginning to read", complaints: client.complaints)
        }
    }

    /// Gives up what is read; to the group this is consent that others have it.
    func unassign() {
        batch.begin([:])
        rd_kafka_assign(client.handle, nil)
    }

    /// What came within `waiting`.
    ///
    /// - Parameter lost: says which error it is that a position is no longer kept.
    func take(
        atMost: Int, waiting: Duration, lost: (Partition, Int64) -> LogError
    ) throws -> [Record] {
        let lent = LentMessages(of: client, atMost: min(atMost, Self.most)) { buffer in
            fill(buffer, waiting: waiting)
        }
        return try batch.records(lent) { message, partition, next in
            try refuse(message, partition, next, lost)
        }
    }

    /// A batch call fills its batch until its time is over; so one message is waited for, and then
    /// taken what else is there.
    private func fill(
        _ buffer: UnsafeMutableBufferPointer<LentMessages.Message?>, waiting: Duration
    ) -> Int {
        let there = consume(into: buffer[...], waiting: .zero)
        guard there == 0, waiting > .zero, consume(into: buffer[..<1], waiting: waiting) == 1
        else { return there }
        return 1 + consume(into: buffer[1...], waiting: .zero)
    }

    private func consume(
        into buffer: Slice<UnsafeMutableBufferPointer<LentMessages.Message?>>, waiting: Duration
    ) -> Int {
        guard !buffer.isEmpty else { return 0 }
        let milliseconds =
            waiting.components.seconds * 1_000
            + (waiting.components.attoseconds + 999_999_999_999_999) / 1_000_000_000_000_000
        let buffer = UnsafeMutableBufferPointer(rebasing: buffer)
        return max(
            0,
            rd_kafka_consume_batch_queue(
                queue, Int32(clamping: milliseconds), buffer.baseAddress, buffer.count))
    }

    private func refuse(
        _ message: rd_kafka_message_t, _ partition: Partition, _ next: Int64,
        _ lost: (Partition, Int64) -> LogError
    ) throws {
        switch message.err {
        case RD_KAFKA_RESP_ERR__AUTO_OFFSET_RESET, RD_KAFKA_RESP_ERR_OFFSET_OUT_OF_RANGE:
            throw lost(partition, next)
        case RD_KAFKA_RESP_ERR_GROUP_AUTHORIZATION_FAILED where message.rkt == nil:
            break
        case let code where code.isPassing || code == RD_KAFKA_RESP_ERR__MAX_POLL_EXCEEDED:
            client.complaints.report(5, String(cString: rd_kafka_err2str(code)))
        default:
            throw LogError(
                message.err, while: "Reading topic \(partition.topic)",
                complaints: client.complaints)
        }
    }
}
