import CKafka
import EventLog

/// Asks the cluster how topics stand, through connections of its own: a cluster that does not answer
/// keeps nobody waiting who asks something else.
final class Surveyor: Sendable {
    /// Sees the end of what can be read.
    private let readable: Inquiry
    /// Sees the end of what was accepted, open transactions included.
    private let accepted: Inquiry
    /// Asks about groups. A cluster that does not know the question (librdkafka's mock cluster) closes
    /// the connection.
    private let groups: Inquiry

    init(_ settings: KafkaSettings, counts: PartitionCounts) throws {
        readable = try Inquiry(settings, counts: counts)
        accepted = try Inquiry(settings, for: .measuring, counts: counts)
        groups = try Inquiry(settings)
    }

    func survey(of topics: [Topic]) throws -> [Partition: PartitionSurvey] {
        let partitions = try topics.flatMap { topic in
            try readable.count(topic)
            return readable.partitions(of: topic)
        }
        // The end of all first: what is accepted between the two questions may count as readable.
        let all = try accepted.extent(of: partitions)
        return try readable.extent(of: partitions).reduce(into: [:]) { surveys, entry in
            let (partition, kept) = entry
            let end = max(kept.upperBound, all[partition]?.upperBound ?? 0)
            surveys[partition] = PartitionSurvey(
                accepted: kept.lowerBound..<end, readable: kept.upperBound,
                missing: kept.lowerBound > 0 ? [0..<kept.lowerBound] : [])
        }
    }

    func members(of group: String) throws -> Int? { try groups.members(of: group) }

    func close() {
        readable.close()
        accepted.close()
        groups.close()
    }
}
