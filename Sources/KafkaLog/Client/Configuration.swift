import CKafka
import EventLog

/// What a client of librdkafka is for; each kind has settings of its own.
enum Purpose {
    /// Asks about topics and offsets, and appends nothing.
    case asking
    /// Asks about offsets, and sees those of open transactions.
    case measuring
    case appending
    /// Reads partitions that it is told; the group is a name and is never joined.
    case reading
    /// A member of a consumer group.
    case following(group: String)
    /// Reads and only counts, in the largest pieces.
    case counting

    var type: rd_kafka_type_t {
        switch self {
        case .asking, .appending: RD_KAFKA_PRODUCER
        case .measuring, .reading, .following, .counting: RD_KAFKA_CONSUMER
        }
    }
}

extension KafkaSettings {
    /// A configuration for librdkafka, which becomes the client's.
    func configuration(for purpose: Purpose) throws -> OpaquePointer {
        guard let configuration = rd_kafka_conf_new() else {
            throw LogError.unavailable("librdkafka has no memory for a configuration.")
        }
        do {
            for (name, value) in Self.everywhere + defaults(for: purpose) {
                try Self.set(name, value, in: configuration)
            }
            // After our defaults, so that they can be changed, ...
            for (name, value) in properties.values {
                try Self.set(name, value, in: configuration)
            }
            // ... and before what must be so.
            for (name, value) in musts(for: purpose) {
                try Self.set(name, value, in: configuration)
            }
        } catch {
            rd_kafka_conf_destroy(configuration)
            throw error
        }
        return configuration
    }

    private static let everywhere = [
        ("client.id", "secondlook"), ("log.connection.close", "false"),
        // Small messages should leave at once, and a broker that comes back be found soon.
        ("socket.nagle.disable", "true"), ("socket.keepalive.enable", "true"),
        ("reconnect.backoff.ms", "50"), ("reconnect.backoff.max.ms", "1000"),
        ("topic.metadata.refresh.fast.interval.ms", "100"),
        // A group hears of added partitions, and of topics made anew, by this.
        ("topic.metadata.refresh.interval.ms", "10000"),
    ]

    private func defaults(for purpose: Purpose) -> [(String, String)] {
        switch purpose {
        case .asking, .measuring: []
        case .appending:
            [
                ("linger.ms", "1"), ("message.timeout.ms", "30000"),
                ("message.max.bytes", "\(Self.largestMessage)"),
                ("queue.buffering.max.messages", "200000"),
            ]
        case .reading, .following:
            Self.fetching + [
                // Little of each partition at a time, so that a batch holds some of many of them
                // and processors can share it out; and little at once, so that buffers come from
                // memory that is there already. A larger record is fetched all the same.
                ("fetch.message.max.bytes", "262144"), ("fetch.max.bytes", "8388608"),
                ("session.timeout.ms", "\(Self.usualSession)"), ("heartbeat.interval.ms", "1000"),
                ("max.poll.interval.ms", "60000"),
            ]
        case .counting: Self.fetching + [("fetch.message.max.bytes", "4194304")]
        }
    }

    private static let fetching = [
        // A request that waits for news keeps newly assigned partitions waiting.
        ("fetch.wait.max.ms", "100"), ("fetch.error.backoff.ms", "100"),
        // librdkafka rests for a second when its queue is full, so the queue holds more than is
        // read in one.
        ("queued.min.messages", "500000"), ("queued.max.messages.kbytes", "262144"),
    ]

    private func musts(for purpose: Purpose) -> [(String, String)] {
        var musts = [("bootstrap.servers", bootstrap)]
        switch purpose {
        case .asking: break
        case .measuring:
            musts += [("group.id", prefix + "reader"), ("isolation.level", "read_uncommitted")]
        case .appending:
            musts += [("enable.idempotence", "true"), ("acks", "all")]
        case .reading, .counting:
            musts += Self.reading + [("group.id", prefix + "reader")]
        case .following(let group):
            musts += Self.reading + [("group.id", prefix + group)]
            if let instance { musts.append(("group.instance.id", instance)) }
        }
        return musts
    }

    /// Milliseconds without a heartbeat after which a group does without a member.
    private static let usualSession = 10_000

    /// The same, as it was set.
    var session: Duration {
        .milliseconds(properties["session.timeout.ms"].flatMap { Int($0) } ?? Self.usualSession)
    }

    private static let reading = [
        ("enable.auto.commit", "false"), ("enable.auto.offset.store", "false"),
        // A position that is gone is an error and never a jump.
        ("auto.offset.reset", "error"), ("enable.partition.eof", "true"),
        // Gives one member the same partition numbers of all its topics, and is free of the
        // faults of cooperative assignment before librdkafka 2.6.1.
        ("partition.assignment.strategy", "range"),
    ]

    /// The largest message taken, in bytes with its overhead. The broker's limit may be lower.
    private static let largestMessage = 16 << 20

    private static func set(_ name: String, _ value: String, in configuration: OpaquePointer) throws
    {
        var reason = [CChar](repeating: 0, count: 512)
        guard
            rd_kafka_conf_set(configuration, name, value, &reason, reason.count) != RD_KAFKA_CONF_OK
        else { return }
        // librdkafka's reason repeats the value, which may be a password.
        throw LogError.unavailable(
            """
            librdkafka \(Client.version) does not take the Kafka property \(name) as it is given. \
            Check its name and value in --kafka-config.
            """)
    }
}
