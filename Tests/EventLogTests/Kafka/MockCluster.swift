import CKafka
import EventLog
import KafkaLog
import Testing

/// librdkafka's own stand-in for a cluster, in this process: real connections, no Kafka.
///
/// `@unchecked Sendable`: the mock cluster's calls may come from any thread.
final class MockCluster: @unchecked Sendable {
    let cluster: OpaquePointer
    private let client: OpaquePointer

    init(brokers: Int32 = 1, topics: [Topic]) throws {
        let configuration = rd_kafka_conf_new()
        client = try #require(rd_kafka_new(RD_KAFKA_PRODUCER, configuration, nil, 0))
        cluster = try #require(rd_kafka_mock_cluster_new(client, brokers))
        for topic in topics {
            let code = rd_kafka_mock_topic_create(
                cluster, topic.name, Int32(topic.partitions), 1)
            #expect(code == RD_KAFKA_RESP_ERR_NO_ERROR)
        }
    }

    deinit {
        rd_kafka_mock_cluster_destroy(cluster)
        rd_kafka_destroy(client)
    }

    var bootstrap: String { String(cString: rd_kafka_mock_cluster_bootstraps(cluster)) }
}

extension Bench {
    static func mock(_ topics: [Topic]) throws -> Bench {
        let cluster = try MockCluster(topics: topics)
        // The mock cluster lets a rebalance take as long as a session.
        let properties = try KafkaProperties(parsing: "session.timeout.ms=6000")
        return try Bench(
            open: {
                try KafkaLog(
                    KafkaSettings(bootstrap: cluster.bootstrap, properties: properties),
                    topics: topics)
            },
            forget: { _, _, _ in Issue.record("the mock cluster keeps everything") },
            cleanUp: { _ = cluster })
    }
}
