/// A name and bytes that travel beside a record's value.
public struct Header: Hashable, Sendable {
    public let name: String
    public let value: [UInt8]

    public init(_ name: String, _ value: [UInt8]) {
        self.name = name
        self.value = value
    }

    public init(_ name: String, _ value: String) {
        self.init(name, Array(value.utf8))
    }
}

/// What is handed to a log to keep.
public struct Message: Hashable, Sendable {
    /// The topic it goes to.
    public var topic: Topic
    /// Decides the partition (`Partitioning`); equal keys keep their order. Nil goes to partition 0.
    public var key: [UInt8]?
    /// The payload; nil is a value of its own (Kafka's tombstone), not an empty payload.
    public var value: [UInt8]?
    public var headers: [Header]
    /// The partition to use instead of the key's. Quarantine uses it to put a record back where it
    /// came from.
    public var partition: Int?

    public init(
        to topic: Topic, key: [UInt8]?, value: [UInt8]?, headers: [Header] = [],
        partition: Int? = nil
    ) {
        self.topic = topic
        self.key = key
        self.value = value
        self.headers = headers
        self.partition = partition
    }
}
