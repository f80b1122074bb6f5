import CKafka
public import EventLog

/// A topic as the cluster has it.
public struct KafkaTopic: Hashable, Sendable {
    /// The name without the prefix.
    public let name: String
    public let partitions: Int
    /// On how many brokers each partition is kept.
    public let replication: Int
    /// The settings in force by Kafka's names, the broker's defaults among them.
    public let settings: [String: String]
}

/// Looks at a cluster's topics and makes those that are missing. It never changes or deletes one.
public final class KafkaAdmin: Sendable {
    private let client: Client
    private let settings: KafkaSettings

    private static let patience: Int32 = 15_000

    /// Connects.
    ///
    /// - Throws: `LogError.unavailable` where no broker answers or the login is refused.
    public init(_ settings: KafkaSettings) throws {
        // Connects with patience, and says why where it cannot.
        _ = try Inquiry(settings)
        self.settings = settings
        client = try Client(settings, for: .asking)
    }

    /// How many brokers there are.
    public func brokers() throws -> Int { try metadata { Int($0.broker_cnt) } }

    /// The topics under the prefix, by name; with `names`, those of them alone.
    public func topics(_ names: [String]? = nil) throws -> [KafkaTopic] {
        let found = try metadata { metadata in
            UnsafeBufferPointer(start: metadata.topics, count: Int(metadata.topic_cnt))
                .map { topic in
                    (
                        name: String(cString: topic.topic), partitions: Int(topic.partition_cnt),
                        replication: topic.partition_cnt > 0
                            ? Int(topic.partitions[0].replica_cnt) : 0
                    )
                }
                .filter { $0.name.hasPrefix(settings.prefix) && !$0.name.hasPrefix("__") }
                .filter {
                    names?.contains(String($0.name.dropFirst(settings.prefix.count))) ?? true
                }
        }
        return try found.sorted { $0.name < $1.name }.map { topic in
            KafkaTopic(
                name: String(topic.name.dropFirst(settings.prefix.count)),
                partitions: topic.partitions, replication: topic.replication,
                settings: try configuration(of: topic.name))
        }
    }

    /// Makes a topic.
    ///
    /// - Parameters:
    ///   - topic: its name without the prefix, and its partitions.
    ///   - replication: on how many brokers each partition is kept.
    ///   - configuration: settings by Kafka's names.
    public func create(
        _ topic: Topic, replication: Int, configuration: [String: String] = [:]
    ) throws {
        let doing = "Creating topic \(settings.prefix)\(topic.name)"
        let new = rd_kafka_NewTopic_new(
            settings.prefix + topic.name, Int32(topic.partitions), Int32(replication), nil, 0)
        defer { rd_kafka_NewTopic_destroy(new) }
        for (name, value) in configuration.sorted(by: { $0.key < $1.key }) {
            rd_kafka_NewTopic_set_config(new, name, value)
        }
        try request(doing) { queue in
            var topics = [new]
            rd_kafka_CreateTopics(client.handle, &topics, 1, nil, queue)
        } read: { event in
            var count = 0
            let results = rd_kafka_CreateTopics_result_topics(
                rd_kafka_event_CreateTopics_result(event), &count)
            for result in UnsafeBufferPointer(start: results, count: count) {
                let code = rd_kafka_topic_result_error(result)
                guard code == RD_KAFKA_RESP_ERR_NO_ERROR else {
                    throw LogError(code, while: doing, complaints: client.complaints)
                }
            }
        }
        try waitUntilKnown(topic.name)
    }

    /// A new topic is known to one broker after the other.
    private func waitUntilKnown(_ name: String) throws {
        let deadline = ContinuousClock.now + .milliseconds(Int64(Self.patience))
        while try !names().contains(settings.prefix + name), ContinuousClock.now < deadline {
            rd_kafka_poll(client.handle, 20)
        }
    }

    private func names() throws -> [String] {
        try metadata { metadata in
            UnsafeBufferPointer(start: metadata.topics, count: Int(metadata.topic_cnt))
                .map { String(cString: $0.topic) }
        }
    }

    private func configuration(of name: String) throws -> [String: String] {
        let doing = "Reading the settings of topic \(name)"
        let resource = rd_kafka_ConfigResource_new(RD_KAFKA_RESOURCE_TOPIC, name)
        defer { rd_kafka_ConfigResource_destroy(resource) }
        var settings: [String: String] = [:]
        try request(doing) { queue in
            var resources = [resource]
            rd_kafka_DescribeConfigs(client.handle, &resources, 1, nil, queue)
        } read: { event in
            var count = 0
            let found = rd_kafka_DescribeConfigs_result_resources(
                rd_kafka_event_DescribeConfigs_result(event), &count)
            for resource in UnsafeBufferPointer(start: found, count: count) {
                let code = rd_kafka_ConfigResource_error(resource)
                guard code == RD_KAFKA_RESP_ERR_NO_ERROR else {
                    throw LogError(code, while: doing, complaints: client.complaints)
                }
                var entries = 0
                let first = rd_kafka_ConfigResource_configs(resource, &entries)
                for entry in UnsafeBufferPointer(start: first, count: entries) {
                    guard let name = rd_kafka_ConfigEntry_name(entry),
                        let value = rd_kafka_ConfigEntry_value(entry)
                    else { continue }
                    settings[String(cString: name)] = String(cString: value)
                }
            }
        }
        return settings
    }

    private func metadata<Answer>(_ read: (rd_kafka_metadata) -> Answer) throws -> Answer {
        var metadata: UnsafePointer<rd_kafka_metadata>?
        let code = rd_kafka_metadata(client.handle, 1, nil, &metadata, Self.patience)
        guard code == RD_KAFKA_RESP_ERR_NO_ERROR, let metadata else {
            throw LogError(code, while: "Listing the topics", complaints: client.complaints)
        }
        defer { rd_kafka_metadata_destroy(metadata) }
        return read(metadata.pointee)
    }

    /// Sends a request of librdkafka's administration and reads its answer.
    private func request(
        _ doing: String, send: (OpaquePointer?) -> Void, read: (OpaquePointer) throws -> Void
    ) throws {
        let queue = rd_kafka_queue_new(client.handle)
        defer { rd_kafka_queue_destroy(queue) }
        send(queue)
        guard let event = rd_kafka_queue_poll(queue, Self.patience) else {
            throw LogError(
                RD_KAFKA_RESP_ERR__TIMED_OUT, while: doing, complaints: client.complaints)
        }
        defer { rd_kafka_event_destroy(event) }
        let code = rd_kafka_event_error(event)
        guard code == RD_KAFKA_RESP_ERR_NO_ERROR else {
            throw LogError(code, while: doing, complaints: client.complaints)
        }
        try read(event)
    }
}
