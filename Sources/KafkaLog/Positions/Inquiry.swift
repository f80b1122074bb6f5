import CKafka
import EventLog
import Synchronization

/// Asks the cluster about topics and offsets, through a client that appends nothing.
final class Inquiry: Sendable {
    /// Nil once the log was closed; used by one caller at a time, so that nobody loses it in a call.
    private let turn: Mutex<Client?>
    private let answered = Atomic(true)
    let settings: KafkaSettings
    private let counts: PartitionCounts

    /// The longest wait for an answer, in milliseconds.
    static let patience: Int32 = 10_000
    /// How long brokers that refuse the connection are tried, or a name that is not known: an
    /// address with a mistake in it should be named soon.
    private static let refusalPatience = Duration.seconds(3)

    /// Connects.
    ///
    /// - Parameter purpose: `.asking`, or `.measuring` to see the ends of open transactions too.
    /// - Throws: `LogError.unavailable` where no broker answers or the login is refused.
    init(
        _ settings: KafkaSettings, for purpose: Purpose = .asking,
        counts: PartitionCounts = PartitionCounts()
    ) throws {
        self.settings = settings
        self.counts = counts
        let client = try Client(settings, for: purpose)
        turn = Mutex(client)
        // Errors of the connection are told to whoever polls.
        let begun = ContinuousClock.now
        while true {
            var metadata: UnsafePointer<rd_kafka_metadata>?
            let code = rd_kafka_metadata(client.handle, 0, nil, &metadata, 500)
            if code == RD_KAFKA_RESP_ERR_NO_ERROR {
                rd_kafka_metadata_destroy(metadata)
                break
            }
            rd_kafka_poll(client.handle, 0)
            let patience: Duration =
                client.complaints.latest == nil
                ? .milliseconds(Int64(Self.patience)) : Self.refusalPatience
            guard code.isPassing, ContinuousClock.now < begun + patience,
                !client.complaints.isRefused
            else {
                throw LogError(
                    code, while: "Connecting to Kafka", complaints: client.complaints)
            }
        }
        client.complaints.forget()
    }

    /// Whether a broker answers within a second. While another question is under way, the answer is
    /// the last one.
    var isAnswering: Bool {
        let now = turn.withLockIfAvailable { client -> Bool in
            guard let client else { return false }
            var metadata: UnsafePointer<rd_kafka_metadata>?
            let code = rd_kafka_metadata(client.handle, 0, nil, &metadata, 1_000)
            if let metadata { rd_kafka_metadata_destroy(metadata) }
            return code == RD_KAFKA_RESP_ERR_NO_ERROR
        }
        if let now { answered.store(now, ordering: .relaxed) }
        return answered.load(ordering: .relaxed)
    }

    /// Lets go of the connections, once a question under way was answered.
    func close() { turn.withLock { $0 = nil } }

    /// Makes sure that topics are there with at least as many partitions as they should have.
    func check(_ topics: some Sequence<Topic>) throws {
        for topic in topics where counts[topic.name] == nil { try count(topic) }
    }

    /// Asks how many partitions a topic has now.
    func count(_ topic: Topic) throws {
        let count = try number(ofPartitionsOf: topic.name)
        guard count >= topic.partitions else {
            throw LogError.unavailable(
                """
                Topic \(settings.prefix)\(topic.name) has \(count) partitions, and \
                \(topic.partitions) are expected. Run "secondlook topics check".
                """)
        }
        counts.note(count, of: topic.name)
    }

    /// Every partition of a topic, those added beyond the declared number included, as far as was
    /// asked.
    func partitions(of topic: Topic) -> [Partition] {
        (0..<max(topic.partitions, counts[topic.name] ?? 0)).map {
            Partition(topic: topic.name, number: $0)
        }
    }

    private func number(ofPartitionsOf name: String) throws -> Int {
        let doing = "Looking for topic \(settings.prefix)\(name)"
        // A topic that was made a moment ago is not yet known to every broker.
        let missing = ContinuousClock.now + .seconds(1)
        return try patiently(
            doing,
            orWhile: {
                $0 == RD_KAFKA_RESP_ERR_UNKNOWN_TOPIC_OR_PART && ContinuousClock.now < missing
            }
        ) { client in
            let topic = rd_kafka_topic_new(client.handle, settings.prefix + name, nil)
            defer { rd_kafka_topic_destroy(topic) }
            var answer: UnsafePointer<rd_kafka_metadata>?
            let code = rd_kafka_metadata(client.handle, 0, topic, &answer, Self.patience)
            guard code == RD_KAFKA_RESP_ERR_NO_ERROR, let answer else { return .failure(code) }
            defer { rd_kafka_metadata_destroy(answer) }
            guard answer.pointee.topic_cnt == 1, let found = answer.pointee.topics else {
                return .failure(RD_KAFKA_RESP_ERR_UNKNOWN_TOPIC_OR_PART)
            }
            guard found.pointee.err == RD_KAFKA_RESP_ERR_NO_ERROR else {
                return .failure(found.pointee.err)
            }
            return .success(Int(found.pointee.partition_cnt))
        }
    }

    /// For each partition, the first offset kept and the one that comes next.
    func extent(of partitions: [Partition]) throws -> [Partition: Range<Int64>] {
        guard !partitions.isEmpty else { return [:] }
        let first = try offsets(of: partitions, at: RD_KAFKA_OFFSET_BEGINNING)
        let next = try offsets(of: partitions, at: RD_KAFKA_OFFSET_END)
        return first.reduce(into: [:]) { extent, entry in
            // Retention may have moved the beginning between the two questions.
            extent[entry.key] = entry.value..<max(entry.value, next[entry.key] ?? 0)
        }
    }

    /// Asks every broker once for all its partitions: a look-up by time, where -2 and -1 stand for
    /// the beginning and the end (Kafka's ListOffsets).
    private func offsets(of partitions: [Partition], at edge: Int32) throws -> [Partition: Int64] {
        try patiently("Asking for offsets") { client in
            let list = PartitionList(
                partitions.map { ($0, Int64(edge)) }.keyed, prefix: settings.prefix)
            let code = list.lend {
                rd_kafka_offsets_for_times(client.handle, $0, Self.patience)
            }
            guard code == RD_KAFKA_RESP_ERR_NO_ERROR else { return .failure(code) }
            let entries = list.entries(prefix: settings.prefix)
            if let failed = entries.first(where: { $0.error != RD_KAFKA_RESP_ERR_NO_ERROR }) {
                return .failure(failed.error)
            }
            return .success(
                Dictionary(uniqueKeysWithValues: entries.map { ($0.partition, $0.offset) }))
        }
    }

    /// Tries again while leaders move and connections come back, until patience ends.
    func patiently<Answer>(
        _ doing: String, orWhile isPassing: (rd_kafka_resp_err_t) -> Bool = { _ in false },
        _ ask: (Client) -> Result<Answer, ResponseError>
    ) throws -> Answer {
        let deadline = ContinuousClock.now + .milliseconds(Int64(Self.patience))
        while true {
            let answer = try turn.withLock { client -> Answer? in
                guard let client else { throw LogError.closed }
                do throws(ResponseError) {
                    return try ask(client).get()
                } catch {
                    rd_kafka_poll(client.handle, 50)
                    guard error.code.isPassing || isPassing(error.code),
                        ContinuousClock.now < deadline
                    else {
                        throw LogError(error.code, while: doing, complaints: client.complaints)
                    }
                    return nil
                }
            }
            if let answer { return answer }
        }
    }
}

/// librdkafka's code, as an error of Swift's.
struct ResponseError: Error {
    let code: rd_kafka_resp_err_t
}

extension Result where Failure == ResponseError {
    static func failure(_ code: rd_kafka_resp_err_t) -> Self { .failure(ResponseError(code: code)) }
}

extension Array where Element == (Partition, Int64) {
    /// As a dictionary's elements are.
    var keyed: [(key: Partition, value: Int64)] { map { (key: $0.0, value: $0.1) } }
}
