internal import EventLog

/// Something for the writer to do, and whom to tell when it is durable.
struct Request: Sendable {
    enum Work: Sendable {
        case append([Draft])
        case commit(group: String, [PartitionOffset])
        case trim([PartitionOffset])
        /// Nothing can be done; the writer only tells of it, in its turn.
        case refuse(LogError)
    }

    let work: Work
    /// How many messages it holds, at least 1: every request counts against the queue's limit.
    let count: Int
    /// How many bytes they hold.
    let bytes: Int
    let whenDurable: @Sendable (Result<[Position], any Error>) -> Void

    init(_ work: Work, whenDurable: @escaping @Sendable (Result<[Position], any Error>) -> Void) {
        self.work = work
        self.whenDurable = whenDurable
        if case .append(let drafts) = work {
            count = max(1, drafts.count)
            bytes = drafts.reduce(0) { $0 + $1.bytes }
        } else {
            count = 1
            bytes = 0
        }
    }
}

/// An offset of a partition that goes by its id.
struct PartitionOffset: Sendable {
    let partition: Int64
    let offset: Int64
}

/// A message that has its partition and is ready to be written.
struct Draft: Sendable {
    let partition: Partition
    /// The partition's id in the file.
    let id: Int64
    let key: [UInt8]?
    let value: [UInt8]?
    let headers: [UInt8]?

    var bytes: Int { (key?.count ?? 0) + (value?.count ?? 0) + (headers?.count ?? 0) }
}

extension PartitionTable {
    /// What a message becomes in the file.
    func draft(_ message: Message) throws -> Draft {
        let ids = try ids(of: message.topic.name)
        let number =
            message.partition ?? Partitioning.partition(of: message.key, among: ids.count)
        let partition = Partition(topic: message.topic.name, number: number)
        return Draft(
            partition: partition, id: try id(of: partition, among: ids), key: message.key,
            value: message.value, headers: Headers.encode(message.headers))
    }
}
