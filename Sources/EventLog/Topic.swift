/// An append-only sequence of records with a name, split into partitions. Records with equal keys
/// share a partition and keep their order there; between partitions no order is promised.
public struct Topic: Hashable, Sendable {
    /// Lower-case letters, digits, dots and hyphens.
    public let name: String
    /// How many partitions it has, at least 1. Fixed for the life of a log.
    public let partitions: Int

    public init(_ name: String, partitions: Int) {
        precondition(partitions > 0, "a topic has at least one partition")
        self.name = name
        self.partitions = partitions
    }

    /// Its partitions, in order.
    public var all: [Partition] { (0..<partitions).map { Partition(topic: name, number: $0) } }
}

/// One partition of a topic.
public struct Partition: Hashable, Comparable, Sendable {
    /// The topic's name.
    public let topic: String
    /// From 0 up to the topic's number of partitions, less one.
    public let number: Int

    public init(topic: String, number: Int) {
        self.topic = topic
        self.number = number
    }

    public static func < (left: Partition, right: Partition) -> Bool {
        (left.topic, left.number) < (right.topic, right.number)
    }
}

/// Where a record stands: offsets count up from 0 in each partition. A log may leave gaps.
public struct Position: Hashable, Comparable, Sendable {
    public let partition: Partition
    public let offset: Int64

    public init(_ partition: Partition, _ offset: Int64) {
        self.partition = partition
        self.offset = offset
    }

    public static func < (left: Position, right: Position) -> Bool {
        (left.partition, left.offset) < (right.partition, right.offset)
    }
}
