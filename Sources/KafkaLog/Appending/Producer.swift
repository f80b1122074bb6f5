import CKafka
import EventLog
import Foundation
import Synchronization

/// An idempotent producer: what it reports durable is on every replica in sync, once and in order.
///
/// A fatal error of librdkafka's (its sequence numbers were lost with a broker) ends a producer;
/// the log then makes another.
final class Producer: Sendable {
    private let client: Client
    private let prefix: String
    private let topics = Mutex<[String: TopicHandle]>([:])
    private let ending = Ending()

    init(_ settings: KafkaSettings) throws {
        prefix = settings.prefix
        client = try Client(settings, for: .appending) { configuration in
            rd_kafka_conf_set_dr_msg_cb(configuration, messageArrived)
            return nil
        }
        let (client, ending) = (client, ending)
        let thread = Thread {
            while !ending.isWanted { rd_kafka_poll(client.handle, 100) }
            ending.isDone()
        }
        thread.name = "kafka appends"
        thread.start()
    }

    /// Whether it can append no more.
    var isBroken: Bool {
        rd_kafka_fatal_error(client.handle, nil, 0) != RD_KAFKA_RESP_ERR_NO_ERROR
    }

    var complaints: Complaints { client.complaints }

    /// Hands messages over, each to the partition given; waits while the queue is full.
    func append(
        _ messages: [(message: Message, partition: Partition)],
        finish: @escaping @Sendable (Result<[Position], ResponseError>) -> Void
    ) {
        let pending = PendingAppend(count: messages.count, finish: finish)
        for (index, (message, partition)) in messages.enumerated() {
            let slot = pending.slot(index, partition)
            var code = hand(message, to: partition, slot)
            while code == RD_KAFKA_RESP_ERR__QUEUE_FULL {
                // The brokers are behind; the thread that polls makes room as they answer.
                Thread.sleep(forTimeInterval: 0.001)
                code = hand(message, to: partition, slot)
            }
            if code != RD_KAFKA_RESP_ERR_NO_ERROR {
                PendingAppend.arrived(slot, offset: -1, error: code)
            }
        }
    }

    private func hand(
        _ message: Message, to partition: Partition, _ slot: UnsafeMutableRawPointer
    ) -> rd_kafka_resp_err_t {
        let headers = Self.headers(message.headers)
        let code = topic(partition.topic).withHandle { topic in
            withBytes(message.key) { key in
                withBytes(message.value) { value in
                    secondlook_produce(
                        client.handle, topic, Int32(partition.number), key.baseAddress, key.count,
                        value.baseAddress, value.count, headers, slot)
                }
            }
        }
        if code != RD_KAFKA_RESP_ERR_NO_ERROR, let headers { rd_kafka_headers_destroy(headers) }
        return code
    }

    /// Waits until what was handed over has arrived or failed, and ends the thread.
    func close() {
        rd_kafka_flush(client.handle, 30_000)
        rd_kafka_purge(
            client.handle, RD_KAFKA_PURGE_F_QUEUE | RD_KAFKA_PURGE_F_INFLIGHT)
        rd_kafka_flush(client.handle, 1_000)
        ending.wait()
        topics.withLock { $0.removeAll() }
    }

    private func topic(_ name: String) -> TopicHandle {
        topics.withLock { topics in
            if let known = topics[name] { return known }
            let new = TopicHandle(client, prefix + name)
            topics[name] = new
            return new
        }
    }

    private static func headers(_ headers: [Header]) -> OpaquePointer? {
        guard !headers.isEmpty, let list = rd_kafka_headers_new(headers.count) else { return nil }
        for header in headers {
            withBytes(header.value) {
                _ = rd_kafka_header_add(
                    list, header.name, header.name.utf8.count, $0.baseAddress, $0.count)
            }
        }
        return list
    }
}

/// Bytes for C: no bytes are no pointer, and none at all are a pointer to nothing.
private func withBytes<Result>(
    _ bytes: [UInt8]?, _ body: (UnsafeRawBufferPointer) -> Result
) -> Result {
    guard let bytes else { return body(UnsafeRawBufferPointer(start: nil, count: 0)) }
    return bytes.withUnsafeBytes { buffer in
        guard buffer.baseAddress == nil || buffer.isEmpty else { return body(buffer) }
        var nothing: UInt8 = 0
        return withUnsafeBytes(of: &nothing) {
            body(UnsafeRawBufferPointer(start: $0.baseAddress, count: 0))
        }
    }
}

/// librdkafka's handle of a topic. `@unchecked Sendable`: it may be used from any thread.
private final class TopicHandle: @unchecked Sendable {
    private let client: Client
    private let handle: OpaquePointer?

    init(_ client: Client, _ name: String) {
        self.client = client
        handle = rd_kafka_topic_new(client.handle, name, nil)
    }

    deinit { rd_kafka_topic_destroy(handle) }

    func withHandle<Result>(_ body: (OpaquePointer?) -> Result) -> Result { body(handle) }
}

/// Lets the thread that polls end, and says when it has.
private final class Ending: Sendable {
    private let wanted = Atomic(false)
    private let done = DispatchSemaphore(value: 0)

    var isWanted: Bool { wanted.load(ordering: .acquiring) }

    func isDone() { done.signal() }

    func wait() {
        wanted.store(true, ordering: .releasing)
        done.wait()
    }
}

private func messageArrived(
    _ client: OpaquePointer?, _ message: UnsafePointer<rd_kafka_message_t>?,
    _ opaque: UnsafeMutableRawPointer?
) {
    guard let message = message?.pointee, let slot = message._private else { return }
    PendingAppend.arrived(slot, offset: message.offset, error: message.err)
}
