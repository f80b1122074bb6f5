import CommandLineTool
import Contract
import EventLog
import KafkaLog
import Telemetry
import TopicDeclarations

// The only place that chooses between the embedded log and Kafka.

extension Invocation {
    /// The log that the line names, made where it is missing; on Kafka its topics must be there.
    func openLog(in directory: Option<String>) throws -> any EventLog {
        guard let kafka = try kafka() else {
            return try DataDirectory(path: self[directory]).openLog()
        }
        return try kafka.openLog()
    }

    /// The log that the line names, which must be there.
    func openExistingLog(in directory: Option<String>) throws -> any EventLog {
        guard let kafka = try kafka() else {
            return try DataDirectory(path: self[directory]).openExistingLog()
        }
        return try kafka.openLog()
    }

    /// The same, to be read and nothing else: also where nothing can be written.
    func openLogToRead(in directory: Option<String>) throws -> any EventLog {
        guard let kafka = try kafka() else {
            return try DataDirectory(path: self[directory]).openLogToRead()
        }
        return try kafka.openLog()
    }

    /// What creates and describes topics on the cluster that the line names.
    func topicAdministration(_ kafka: KafkaPlace) throws -> any TopicAdministration {
        KafkaTopics(admin: try KafkaAdmin(try kafka.settings(prefix: "")))
    }
}

extension KafkaPlace {
    /// What the log needs to know.
    ///
    /// - Parameter write: where librdkafka's own lines go, the important ones; nil for nowhere, as
    ///   a command does that says itself what went wrong.
    func settings(prefix: String? = nil, write: Log? = nil) throws -> KafkaSettings {
        try KafkaSettings(
            bootstrap: brokers, prefix: prefix ?? self.prefix, instance: instance,
            properties: try file.map { try KafkaProperties(file: $0) } ?? KafkaProperties(),
            report: { level, line in
                write?(level <= 3 ? .warning : .info, "kafka", ["says": LogValue(line)])
            })
    }

    func openLog(write: Log? = nil) throws -> any EventLog { try openKafkaLog(write: write) }

    func openKafkaLog(write: Log? = nil) throws -> KafkaLog {
        try KafkaLog(try settings(write: write), topics: Contract.all)
    }
}

/// The topics of a cluster, as the declarations ask for them.
private struct KafkaTopics: TopicAdministration {
    let admin: KafkaAdmin

    func brokerCount() throws -> Int { try admin.brokers() }

    func describe(_ names: [String]) throws -> [TopicDescription] {
        try admin.topics(names).map {
            TopicDescription(
                name: $0.name, partitions: $0.partitions, replicationFactor: $0.replication,
                config: $0.settings)
        }
    }

    func create(_ topic: TopicDescription) throws {
        try admin.create(
            Topic(topic.name, partitions: topic.partitions),
            replication: topic.replicationFactor, configuration: topic.config)
    }
}
