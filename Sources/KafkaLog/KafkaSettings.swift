import EventLog

/// What a log on Kafka needs to know before it connects.
public struct KafkaSettings: Sendable {
    /// `HOST:PORT`, several with commas between: where to ask which brokers there are.
    public var bootstrap: String
    /// Stands before the name of every topic and group, so that several councils share a cluster:
    /// `hackney.` makes `hackney.contacts`. Empty for a cluster of one's own.
    public var prefix: String
    /// Keeps a member's partitions for it while it restarts (Kafka's static membership): a name
    /// that no other member of the group has, the same at every start. Nil to be a new member each
    /// time, whose partitions move at once when it leaves.
    public var instance: String?
    /// librdkafka's own properties, such as certificates and logins; they come before our
    /// defaults. Those that the log's promises rest on may not be set.
    public var properties: KafkaProperties
    /// Is told what librdkafka writes: its level (0 to 7, as syslog's) and the text. Called on any
    /// thread; it must not block.
    public var report: @Sendable (Int, String) -> Void

    public init(
        bootstrap: String, prefix: String = "", instance: String? = nil,
        properties: KafkaProperties = KafkaProperties(),
        report: @escaping @Sendable (Int, String) -> Void = { _, _ in }
    ) throws {
        guard prefix.isEmpty || Self.isName(prefix.utf8) else {
            throw LogError.unavailable(
                "The topic prefix may hold letters, digits, dots, hyphens and underscores; change --prefix."
            )
        }
        self.bootstrap = bootstrap
        self.prefix = prefix
        self.instance = instance
        self.properties = properties
        self.report = report
    }

    private static func isName(_ bytes: some Sequence<UInt8>) -> Bool {
        bytes.allSatisfy {
            switch $0 {
            case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
                UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "."), UInt8(ascii: "-"),
                UInt8(ascii: "_"):
                true
            default: false
            }
        }
    }
}
