import CKafka
import EventLog
import Foundation
import KafkaLog
import Testing

extension Bench {
    /// Topics of the test's own on a real broker. They stay there: the broker is thrown away.
    static func broker(_ topics: [Topic], at bootstrap: String) throws -> Bench {
        let prefix = "t\(UInt32.random(in: .min ... .max))."
        let settings = try KafkaSettings(bootstrap: bootstrap, prefix: prefix)
        let admin = try KafkaAdmin(settings)
        for topic in topics {
            try admin.create(
                topic, replication: min(3, admin.brokers()),
                configuration: ["max.message.bytes": "6291456"])
        }
        return try Bench(
            open: { try KafkaLog(settings, topics: topics) },
            forget: { _, partition, offset in
                try deleteRecords(prefix, partition, below: offset, at: bootstrap)
            },
            cleanUp: {})
    }
}

/// Drops a partition's records below an offset, as retention does.
private func deleteRecords(
    _ prefix: String, _ partition: Partition, below offset: Int64, at bootstrap: String
) throws {
    let configuration = rd_kafka_conf_new()
    rd_kafka_conf_set(configuration, "bootstrap.servers", bootstrap, nil, 0)
    let client = try #require(rd_kafka_new(RD_KAFKA_PRODUCER, configuration, nil, 0))
    defer { rd_kafka_destroy(client) }
    let list = rd_kafka_topic_partition_list_new(1)
    defer { rd_kafka_topic_partition_list_destroy(list) }
    rd_kafka_topic_partition_list_add(list, prefix + partition.topic, Int32(partition.number))
        .pointee.offset = offset
    var request = rd_kafka_DeleteRecords_new(list)
    defer { rd_kafka_DeleteRecords_destroy(request) }
    let queue = rd_kafka_queue_new(client)
    defer { rd_kafka_queue_destroy(queue) }
    rd_kafka_DeleteRecords(client, &request, 1, nil, queue)
    let event = try #require(rd_kafka_queue_poll(queue, 10_000))
    defer { rd_kafka_event_destroy(event) }
    try #require(rd_kafka_event_error(event) == RD_KAFKA_RESP_ERR_NO_ERROR)
}
