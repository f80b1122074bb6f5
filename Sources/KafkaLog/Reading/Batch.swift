import CKafka
import EventLog

/// Turns librdkafka's messages into records, and keeps count of the offset that comes next in each
/// partition. Belongs to the thread that reads.
struct Batch {
    /// The first offset not handed out yet, of each partition that is read.
    private(set) var next: [Partition: Int64] = [:]
    /// The ends of partitions that were seen: nothing that can be read stands below.
    private(set) var ends: [Partition: Int64] = [:]
    private let prefix: String
    /// Names of topics by librdkafka's handle; the last one found first, since messages of one
    /// partition come together.
    private var names: [(handle: OpaquePointer?, name: String)] = []

    init(prefix: String) {
        self.prefix = prefix
    }

    /// Reads these partitions from now on, and no others.
    mutating func begin(_ offsets: [Partition: Int64]) {
        next = offsets
        ends = ends.filter { offsets[$0.key] != nil }
    }

    /// The records among messages, in order, whose bytes stay where they are. Those of partitions
    /// that are not read are left out.
    ///
    /// - Parameter failed: is told of every message that is an error, and of the first offset of its
    ///   partition not handed out yet. It must not ask the batch, which is being changed.
    mutating func records(
        _ lent: LentMessages, failed: (rd_kafka_message_t, Partition, Int64) throws -> Void
    ) rethrows -> [Record] {
        var records: [Record] = []
        records.reserveCapacity(lent.messages.count)
        var partition: Partition?
        var expected: Int64 = 0
        for case let message? in lent.messages {
            let name = self.name(message.pointee.rkt)
            let number = Int(message.pointee.partition)
            if partition?.number != number || partition?.topic != name {
                if let partition { next[partition] = expected }
                let new = Partition(topic: name, number: number)
                guard let offset = next[new] else {
                    partition = nil
                    continue
                }
                (partition, expected) = (new, offset)
            }
            guard let partition else { continue }
            if message.pointee.err == RD_KAFKA_RESP_ERR__PARTITION_EOF {
                ends[partition] = message.pointee.offset
            } else if message.pointee.err != RD_KAFKA_RESP_ERR_NO_ERROR {
                try failed(message.pointee, partition, expected)
            } else if message.pointee.offset >= expected {
                let position = Position(partition, message.pointee.offset)
                records.append(Record(message, position, lender: lent))
                expected = message.pointee.offset + 1
            }
        }
        if let partition { next[partition] = expected }
        return records
    }

    private mutating func name(_ handle: OpaquePointer?) -> String {
        if let first = names.first, first.handle == handle { return first.name }
        if let index = names.firstIndex(where: { $0.handle == handle }) {
            names.swapAt(0, index)
            return names[0].name
        }
        guard let handle, let name = rd_kafka_topic_name(handle) else { return "" }
        names.insert((handle, String(String(cString: name).dropFirst(prefix.count))), at: 0)
        return names[0].name
    }
}

extension Record {
    fileprivate init(
        _ message: UnsafeMutablePointer<rd_kafka_message_t>, _ position: Position,
        lender: LentMessages
    ) {
        let content = message.pointee
        self.init(
            position: position,
            appendedAt: rd_kafka_message_timestamp(message, nil),
            lentKey: content.key.map { LentBytes(start: $0, count: content.key_len) },
            lentValue: content.payload.map { LentBytes(start: $0, count: content.len) },
            headers: Self.headers(message), lender: lender)
    }

    private static func headers(_ message: UnsafeMutablePointer<rd_kafka_message_t>) -> [Header] {
        var list: OpaquePointer?
        guard rd_kafka_message_headers(message, &list) == RD_KAFKA_RESP_ERR_NO_ERROR else {
            return []
        }
        var headers: [Header] = []
        var name: UnsafePointer<CChar>?
        var value: UnsafeRawPointer?
        var size = 0
        while rd_kafka_header_get_all(list, headers.count, &name, &value, &size)
            == RD_KAFKA_RESP_ERR_NO_ERROR
        {
            let bytes = value.map { Array(UnsafeRawBufferPointer(start: $0, count: size)) }
            headers.append(Header(name.map { String(cString: $0) } ?? "", bytes ?? []))
        }
        return headers
    }
}
