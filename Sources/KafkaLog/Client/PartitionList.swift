import CKafka
import EventLog
import Glibc

/// librdkafka's list of partitions with an offset each, freed with its last user.
final class PartitionList {
    private let pointer: UnsafeMutablePointer<rd_kafka_topic_partition_list_t>

    init(_ offsets: some Collection<(key: Partition, value: Int64)>, prefix: String) {
        pointer = rd_kafka_topic_partition_list_new(Int32(offsets.count))
        for (partition, offset) in offsets {
            let element = rd_kafka_topic_partition_list_add(
                pointer, prefix + partition.topic, Int32(partition.number))
            element?.pointee.offset = offset
        }
    }

    deinit { rd_kafka_topic_partition_list_destroy(pointer) }

    /// Offsets to commit, each with its note.
    convenience init(committing commitments: [Partition: Commitment], prefix: String) {
        let inOrder = commitments.map { (key: $0, value: $1) }
        self.init(inOrder.map { (key: $0.key, value: $0.value.offset) }, prefix: prefix)
        for (index, entry) in inOrder.enumerated() where !entry.value.note.isEmpty {
            // The list frees it as C allocated it.
            pointer.pointee.elems[index].metadata = UnsafeMutableRawPointer(
                strdup(entry.value.note))
            pointer.pointee.elems[index].metadata_size = entry.value.note.utf8.count
        }
    }

    /// Lends the list to a call of librdkafka's. The pointer alone would not keep the list alive.
    func lend<Result>(
        _ body: (UnsafeMutablePointer<rd_kafka_topic_partition_list_t>) -> Result
    ) -> Result {
        withExtendedLifetime(self) { body(pointer) }
    }

    typealias Entry = (
        partition: Partition, offset: Int64, note: String, error: rd_kafka_resp_err_t
    )

    func entries(prefix: String) -> [Entry] { Self.entries(of: pointer, prefix: prefix) }

    static func entries(
        of list: UnsafeMutablePointer<rd_kafka_topic_partition_list_t>, prefix: String
    ) -> [Entry] {
        UnsafeBufferPointer(start: list.pointee.elems, count: Int(list.pointee.cnt)).map {
            let name = String(cString: $0.topic).dropFirst(prefix.count)
            let note = UnsafeRawBufferPointer(start: $0.metadata, count: $0.metadata_size)
            return (
                Partition(topic: String(name), number: Int($0.partition)), $0.offset,
                String(decoding: note, as: UTF8.self), $0.err
            )
        }
    }
}
