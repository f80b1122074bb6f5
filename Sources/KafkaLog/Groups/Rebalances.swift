import CKafka
import EventLog

/// What the group told a member and the member's owner has not heard yet. Used by the thread that
/// is inside `next`, or closes the member.
final class Rebalances {
    /// Whether the owner was told that its partitions go, and librdkafka waits for consent.
    var owesConsent = false
    var isLeaving = false
    private let prefix: String
    private var waiting: [Delivery] = []
    /// Whether librdkafka believes that the member has partitions.
    private var isAssigned = false

    init(prefix: String) {
        self.prefix = prefix
    }

    var isQuiet: Bool { waiting.isEmpty && !owesConsent }

    func next() -> Delivery? { waiting.isEmpty ? nil : waiting.removeFirst() }

    fileprivate func assigned(
        _ client: OpaquePointer?,
        _ list: UnsafeMutablePointer<rd_kafka_topic_partition_list_t>
    ) {
        let partitions = PartitionList.entries(of: list, prefix: prefix).map(\.partition)
        guard !partitions.isEmpty, !isLeaving else {
            rd_kafka_assign(client, list)
            return
        }
        isAssigned = true
        waiting.append(.assigned(partitions.sorted()))
    }

    fileprivate func revoked(
        _ client: OpaquePointer?,
        _ list: UnsafeMutablePointer<rd_kafka_topic_partition_list_t>
    ) {
        // Taken back before the owner heard that it had them.
        if case .assigned? = waiting.last {
            waiting.removeLast()
            isAssigned = false
        }
        guard isAssigned, !isLeaving else {
            rd_kafka_assign(client, nil)
            return
        }
        isAssigned = false
        waiting.append(
            .revoked(PartitionList.entries(of: list, prefix: prefix).map(\.partition).sorted()))
    }
}

/// librdkafka's rebalance callback, which runs inside the batch call of whoever reads. It does not
/// ask that call to yield: in 2.0.2 a batch that yields drops the message that it holds.
func partitionsMoved(
    _ client: OpaquePointer?, _ code: rd_kafka_resp_err_t,
    _ partitions: UnsafeMutablePointer<rd_kafka_topic_partition_list_t>?,
    _ opaque: UnsafeMutableRawPointer?
) {
    guard let partitions, let rebalances = Client.Context.from(opaque)?.other as? Rebalances else {
        rd_kafka_assign(client, nil)
        return
    }
    if code == RD_KAFKA_RESP_ERR__ASSIGN_PARTITIONS {
        rebalances.assigned(client, partitions)
    } else {
        rebalances.revoked(client, partitions)
    }
}
