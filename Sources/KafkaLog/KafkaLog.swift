public import EventLog
import Foundation
import Synchronization

/// The log on Apache Kafka, through librdkafka.
///
/// What differs from the embedded log, within what the door promises: an append's messages are kept
/// each on its own; a group's members are told of every rebalance by giving up all partitions and
/// being given theirs anew; transactions of other writers leave gaps between offsets.
public final class KafkaLog: EventLog {
    let settings: KafkaSettings
    private let topics: [String: Topic]
    private let inquiry: Inquiry
    private let counts = PartitionCounts()
    private let state = Mutex(State())
    /// Held while a surveyor is made, so that two who need it do not make two.
    private let making = Mutex(())
    private let followers = Followers()
    /// Where callers are told that their appends are durable.
    private let telling = DispatchQueue(label: "kafka appends told")
    private static let isTelling = DispatchSpecificKey<Bool>()

    private struct State {
        var isClosed = false
        var producer: Producer?
        var surveyor: Surveyor?
    }

    /// Connects to the cluster.
    ///
    /// - Parameter topics: the topics that may be used; each is looked for on its first use.
    /// - Throws: `LogError.unavailable` where no broker answers or the login is refused.
    public init(_ settings: KafkaSettings, topics: [Topic]) throws {
        self.settings = settings
        self.topics = Dictionary(uniqueKeysWithValues: topics.map { ($0.name, $0) })
        inquiry = try Inquiry(settings, counts: counts)
        telling.setSpecific(key: Self.isTelling, value: true)
    }

    deinit { close() }

    public func append(
        _ messages: [Message],
        whenDurable: @escaping @Sendable (Result<[Position], any Error>) -> Void
    ) {
        let telling = telling
        let tell = { @Sendable (result: Result<[Position], any Error>) in
            telling.async { whenDurable(result) }
        }
        do {
            let addressed = try messages.map { ($0, try partition(of: $0)) }
            guard !addressed.isEmpty else { return tell(.success([])) }
            let producer = try producer()
            let complaints = producer.complaints
            producer.append(addressed) { result in
                tell(
                    result.mapError {
                        LogError($0.code, while: "Appending to Kafka", complaints: complaints)
                    })
            }
        } catch {
            tell(.failure(error))
        }
    }

    public func extent(of topics: [Topic]) throws -> [Partition: Range<Int64>] {
        try use(topics)
        return try inquiry.extent(of: topics.flatMap(inquiry.partitions))
    }

    public func survey(of topics: [Topic]) throws -> [Partition: PartitionSurvey] {
        for topic in topics { _ = try self.topic(topic.name) }
        return try surveyor().survey(of: topics)
    }

    public func members(of group: String) throws -> Int? { try surveyor().members(of: group) }

    public func reader(from offsets: [Partition: Int64]) throws -> any LogReader {
        try use(Set(offsets.keys.map(\.topic)).map(topic))
        let kept = try inquiry.require(offsets)
        guard kept.count == offsets.count else {
            throw LogError.unavailable("A partition that was asked for is not on the cluster.")
        }
        let reader = try KafkaReader(settings, inquiry, from: offsets)
        try followers.add(reader)
        return reader
    }

    public func join(_ group: String, topics: [Topic]) throws -> any GroupMember {
        guard GroupName.isValid(group) else {
            throw LogError.unavailable(
                "A group's name is letters, digits and hyphens; \"\(group)\" is not.")
        }
        try use(topics)
        let member = try KafkaMember(settings, inquiry, group: group, topics: topics)
        try followers.add(member)
        return member
    }

    public func committed(by group: String) throws -> [Partition: Int64] {
        try commitments(of: group).mapValues(\.offset)
    }

    public func commitments(of group: String) throws -> [Partition: Commitment] {
        try use([])
        return try CommittedOffsets(settings, group: group)
            .of(
                topics.values.filter { (try? inquiry.check([$0])) != nil }
                    .flatMap(inquiry.partitions))
    }

    public var isAnswering: Bool { inquiry.isAnswering }

    public func close() {
        let (producer, surveyor) = state.withLock { state in
            state.isClosed = true
            defer { (state.producer, state.surveyor) = (nil, nil) }
            return (state.producer, state.surveyor)
        }
        followers.close()
        producer?.close()
        surveyor?.close()
        inquiry.close()
        if DispatchQueue.getSpecific(key: Self.isTelling) == nil { telling.sync {} }
    }
}

extension KafkaLog {
    private func use(_ topics: [Topic]) throws {
        if state.withLock(\.isClosed) { throw LogError.closed }
        for topic in topics { _ = try self.topic(topic.name) }
        try inquiry.check(topics)
    }

    private func topic(_ name: String) throws -> Topic {
        guard let topic = topics[name] else {
            throw LogError.unavailable("The log has no topic \(name).")
        }
        return topic
    }

    private func partition(of message: Message) throws -> Partition {
        let topic = try topic(message.topic.name)
        try use([topic])
        let number =
            message.partition
            ?? Partitioning.partition(of: message.key, among: topic.partitions)
        let count = inquiry.partitions(of: topic).count
        guard (0..<count).contains(number) else {
            throw LogError.unavailable(
                "Topic \(topic.name) has no partition \(number); it has \(count).")
        }
        return Partition(topic: topic.name, number: number)
    }

    /// What surveys, made when it is first needed. It connects outside the lock of the state:
    /// that may take as long as a broker does not answer.
    private func surveyor() throws -> Surveyor {
        let known = try state.withLock { state in
            if state.isClosed { throw LogError.closed }
            return state.surveyor
        }
        if let known { return known }
        return try making.withLock { _ in
            if let made = state.withLock(\.surveyor) { return made }
            let new = try Surveyor(settings, counts: counts)
            try state.withLock { state in
                if state.isClosed { throw LogError.closed }
                state.surveyor = new
            }
            return new
        }
    }

    /// The producer, made at the first append and again after one that broke.
    private func producer() throws -> Producer {
        let (producer, broken) = try state.withLock { state -> (Producer, Producer?) in
            guard !state.isClosed else { throw LogError.closed }
            if let producer = state.producer, !producer.isBroken { return (producer, nil) }
            let broken = state.producer
            let producer = try Producer(settings)
            state.producer = producer
            return (producer, broken)
        }
        broken?.close()
        return producer
    }
}
