import Contract
import EventLog

/// Where children's stories stand: in the partition that a partitioner gives their key.
///
/// Publishers that leave the partition to their client follow the client's own partitioner, and not
/// all clients have the same. A child published under two would have half a story in each of two
/// partitions, perhaps with two engines. So a group goes by one partitioner, and forwards what it
/// finds elsewhere.
///
/// Which one it is, the first records tell that a group ever reads: librdkafka's where every one of
/// them stands by it, else Kafka's own. It is noted with the group's positions, so that it never
/// changes.
struct Homes {
    /// Nil until records have told.
    private(set) var partitioner: Partitioner?

    /// As few records as this may stand where another partitioner would have them by chance.
    private static let enough = 100

    /// What is noted with positions, in one word.
    var word: String? { partitioner.map { "partitioner=\($0.rawValue)" } }

    /// Takes up what the group noted.
    mutating func recall(_ commitments: some Sequence<Commitment>) {
        partitioner = commitments.lazy.compactMap(Self.partitioner).first ?? partitioner
    }

    private static func partitioner(_ commitment: Commitment) -> Partitioner? {
        let words = commitment.note.split(separator: " ")
        return Partitioner.allCases.first { words.contains("partitioner=\($0.rawValue)") }
    }

    /// Learns from the first records, where nothing was noted.
    mutating func learn(from records: [Record]) {
        guard partitioner == nil else { return }
        let topics = Set(Contract.records.map(\.name))
        let own = records.lazy.filter {
            topics.contains($0.position.partition.topic) && $0.key != nil && !$0.isForwarded
        }
        guard !own.isEmpty else { return }
        let isOther = own.allSatisfy { record in
            Partitioner.crc32.partition(of: record.key ?? [], among: Contract.contacts.partitions)
                == record.position.partition.number
        }
        partitioner = isOther && own.count >= Self.enough ? .crc32 : .murmur2
    }
}

extension Record {
    /// Names the place that a forwarded record was found in.
    static let forwardedHeader = "secondlook.forwarded-from"

    /// Whether an engine put it here, and the original stands elsewhere.
    var isForwarded: Bool { header(Record.forwardedHeader) != nil }

    /// The message that puts it where its child's story stands.
    func forwarded(to number: Int, of topic: Topic) -> Message {
        let place = "\(position.partition.topic)/\(position.partition.number):\(position.offset)"
        return Message(
            to: topic, key: key, value: value,
            headers: headers + [Header(Record.forwardedHeader, place)], partition: number)
    }
}
