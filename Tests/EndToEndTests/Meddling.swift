import CKafka
import Foundation
import Testing

/// What others do to a cluster behind the program's back: records and topics deleted, partitions
/// added, transactions left open.
final class Meddling {
    private let client: OpaquePointer
    private let prefix: String

    init(with home: Home) throws {
        prefix = try #require(home.prefix)
        client = try Self.client([:])
    }

    deinit { rd_kafka_destroy(client) }

    fileprivate static func client(_ more: [String: String]) throws -> OpaquePointer {
        let configuration = rd_kafka_conf_new()
        let settings = ["bootstrap.servers": try #require(Broker.bootstrap)].merging(more) { $1 }
        for (name, value) in settings { rd_kafka_conf_set(configuration, name, value, nil, 0) }
        return try #require(rd_kafka_new(RD_KAFKA_PRODUCER, configuration, nil, 0))
    }

    /// Deletes every record of a topic.
    func deleteRecords(of topic: String, partitions: Int = 12) throws {
        let list = rd_kafka_topic_partition_list_new(Int32(partitions))
        defer { rd_kafka_topic_partition_list_destroy(list) }
        for number in 0..<partitions {
            rd_kafka_topic_partition_list_add(list, prefix + topic, Int32(number))
                .pointee.offset = Int64(RD_KAFKA_OFFSET_END)
        }
        var request = rd_kafka_DeleteRecords_new(list)
        defer { rd_kafka_DeleteRecords_destroy(request) }
        try ask { rd_kafka_DeleteRecords(client, &request, 1, nil, $0) }
    }

    func delete(_ topic: String) throws {
        var request = rd_kafka_DeleteTopic_new(prefix + topic)
        defer { rd_kafka_DeleteTopic_destroy(request) }
        try ask { rd_kafka_DeleteTopics(client, &request, 1, nil, $0) }
    }

    func give(_ topic: String, partitions: Int) throws {
        var reason = [CChar](repeating: 0, count: 512)
        var request = rd_kafka_NewPartitions_new(
            prefix + topic, partitions, &reason, reason.count)
        defer { rd_kafka_NewPartitions_destroy(request) }
        try ask { rd_kafka_CreatePartitions(client, &request, 1, nil, $0) }
    }

    private func ask(_ send: (OpaquePointer?) -> Void) throws {
        let queue = rd_kafka_queue_new(client)
        defer { rd_kafka_queue_destroy(queue) }
        send(queue)
        let event = try #require(rd_kafka_queue_poll(queue, 20_000))
        defer { rd_kafka_event_destroy(event) }
        try #require(rd_kafka_event_error(event) == RD_KAFKA_RESP_ERR_NO_ERROR)
    }
}

/// A publisher that began a transaction, wrote one record, and has not ended it.
final class OpenTransaction {
    private let client: OpaquePointer
    private var isOpen = true

    init(with home: Home, topic: String, key: String, value: [UInt8], partition: Int? = nil) throws
    {
        client = try Meddling.client([
            "transactional.id": "t\(UInt32.random(in: .min ... .max))",
            "transaction.timeout.ms": "120000", "partitioner": "murmur2",
        ])
        for error in [
            rd_kafka_init_transactions(client, 20_000), rd_kafka_begin_transaction(client),
        ] {
            try #require(error == nil)
        }
        let topic = rd_kafka_topic_new(client, try #require(home.prefix) + topic, nil)
        defer { rd_kafka_topic_destroy(topic) }
        var (key, value) = (Array(key.utf8), value)
        let code = rd_kafka_produce(
            topic, partition.map { Int32($0) } ?? RD_KAFKA_PARTITION_UA, RD_KAFKA_MSG_F_COPY,
            &value, value.count, &key, key.count, nil)
        try #require(code == 0)
        try #require(rd_kafka_flush(client, 20_000) == RD_KAFKA_RESP_ERR_NO_ERROR)
    }

    func commit() throws {
        isOpen = false
        try #require(rd_kafka_commit_transaction(client, 20_000) == nil)
    }

    func abort() throws {
        isOpen = false
        try #require(rd_kafka_abort_transaction(client, 20_000) == nil)
    }

    deinit {
        if isOpen { rd_kafka_abort_transaction(client, 20_000) }
        rd_kafka_destroy(client)
    }
}
