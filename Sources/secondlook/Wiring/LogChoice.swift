import CommandLineTool
import EventLog
import TopicDeclarations

// The only place that chooses between the embedded log and Kafka.

extension Invocation {
    /// The log that the line names, made where it is missing; on Kafka it must be there.
    func openLog(in directory: Option<String>) throws -> any EventLog {
        guard let kafka = try kafka() else {
            return try DataDirectory(path: self[directory]).openLog()
        }
        throw notYet(kafka)
    }

    /// The log that the line names, which must be there.
    func openExistingLog(in directory: Option<String>) throws -> any EventLog {
        guard let kafka = try kafka() else {
            return try DataDirectory(path: self[directory]).openExistingLog()
        }
        throw notYet(kafka)
    }

    /// What creates and describes topics on the cluster that the line names.
    func topicAdministration(_ kafka: KafkaSettings) throws -> any TopicAdministration {
        throw notYet(kafka)
    }

    func notYet(_ kafka: KafkaSettings) -> Failure {
        Failure("--kafka \(kafka.brokers): this build has no log on Kafka. Leave out --kafka.")
    }
}
