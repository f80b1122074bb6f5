private import Foundation

/// A topic as `topics/NAME/topic.json` declares it; the program brings those files with it.
public struct TopicDeclaration: Hashable, Sendable, Decodable {
    public let name: String
    public let partitions: Int
    /// For how long a record is kept; -1 for ever.
    public let retentionMilliseconds: Int64
    /// `delete` or `compact`.
    public let cleanupPolicy: String
    /// The longest that compaction may leave an older message of a key; nil where nothing is
    /// compacted.
    public let maxCompactionLagMilliseconds: Int64?
    /// How many replicas must have a record before it counts as kept, where there are three.
    public let minInSyncReplicas: Int
    /// The largest batch of records that the topic takes, in bytes. Of quarantine it is larger than
    /// of the others: what is put aside there has headers besides.
    public let maxMessageBytes: Int

    /// Every topic that is declared.
    ///
    /// - Throws: `DeclarationError`, where a file is not what it should be.
    public static func all() throws -> [TopicDeclaration] {
        try [
            PackageResources.contacts_json, PackageResources.referrals_json,
            PackageResources.closures_json, PackageResources.alerts_json,
            PackageResources.reviews_json, PackageResources.quarantine_json,
            PackageResources.people_json,
        ].map { bytes in
            do {
                return try JSONDecoder().decode(TopicDeclaration.self, from: Data(bytes))
            } catch {
                throw DeclarationError("A topic’s declaration cannot be read: \(error)")
            }
        }
    }

    /// The topic as it should be on a cluster.
    ///
    /// - Parameters:
    ///   - prefix: stands before its name, and keeps councils on one cluster apart.
    ///   - replication: how many brokers keep each record, at least 1.
    public func wanted(prefix: String = "", replication: Int) -> TopicDescription {
        // With fewer than three replicas, one may still be away: two of two would stop all writing.
        let inSync = max(1, min(minInSyncReplicas, replication - 1))
        var config = [
            "cleanup.policy": cleanupPolicy,
            "retention.ms": "\(retentionMilliseconds)",
            "retention.bytes": "-1",
            "min.insync.replicas": "\(inSync)",
            "max.message.bytes": "\(maxMessageBytes)",
            // A broker that has fallen behind must not become the truth.
            "unclean.leader.election.enable": "false",
        ]
        if let lag = maxCompactionLagMilliseconds {
            config["max.compaction.lag.ms"] = "\(lag)"
        }
        return TopicDescription(
            name: prefix + name, partitions: partitions, replicationFactor: replication,
            config: config)
    }
}

/// What the program brings with it is not as it should be; only a faulty build shows it.
public struct DeclarationError: Error, CustomStringConvertible, Sendable {
    public let description: String

    init(_ description: String) { self.description = description }
}
