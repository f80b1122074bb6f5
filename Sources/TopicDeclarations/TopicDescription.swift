/// A topic on a cluster: as it is there, or as it should be.
public struct TopicDescription: Hashable, Sendable {
    /// Its whole name, with the prefix.
    public var name: String
    public var partitions: Int
    /// How many brokers keep each record.
    public var replicationFactor: Int
    /// Kafka's settings of the topic by their names, such as `retention.ms`; of a topic that is
    /// there, those that are in force, whoever set them.
    public var config: [String: String]

    public init(
        name: String, partitions: Int, replicationFactor: Int, config: [String: String]
    ) {
        self.name = name
        self.partitions = partitions
        self.replicationFactor = replicationFactor
        self.config = config
    }
}

/// What creates and describes topics on a cluster.
public protocol TopicAdministration {
    /// How many brokers the cluster has now.
    func brokerCount() throws -> Int
    /// Those of the topics that are there, in any order, each with its settings in force.
    func describe(_ names: [String]) throws -> [TopicDescription]
    /// Creates a topic with exactly these partitions, replicas and settings.
    ///
    /// - Throws: what went wrong and what to do, also where the topic is there already.
    func create(_ topic: TopicDescription) throws
}
