import CKafka
import EventLog

/// Asks what a group committed, as a client that has the group's name and does not join it.
struct CommittedOffsets {
    private let consumer: Consumer
    private let settings: KafkaSettings
    private let group: String

    init(_ settings: KafkaSettings, group: String) throws {
        guard GroupName.isValid(group) else {
            throw LogError.unavailable(
                "A group's name is letters, digits and hyphens; \"\(group)\" is not.")
        }
        var alone = settings
        alone.instance = nil
        self.settings = alone
        self.group = group
        consumer = try Consumer(alone, for: .following(group: group))
    }

    /// What was committed for each partition; those without one are left out.
    func of(_ partitions: [Partition]) throws -> [Partition: Commitment] {
        let deadline = ContinuousClock.now + .seconds(10)
        while true {
            let list = PartitionList(
                partitions.map { ($0, Int64(RD_KAFKA_OFFSET_INVALID)) }.keyed,
                prefix: settings.prefix)
            let code = list.lend { rd_kafka_committed(consumer.client.handle, $0, 5_000) }
            if code == RD_KAFKA_RESP_ERR_NO_ERROR {
                return list.entries(prefix: settings.prefix).reduce(into: [:]) {
                    guard $1.offset >= 0 else { return }
                    $0[$1.partition] = Commitment(offset: $1.offset, note: $1.note)
                }
            }
            guard code.isPassing, ContinuousClock.now < deadline else {
                throw LogError(
                    code, while: "Asking what group \(settings.prefix)\(group) committed",
                    complaints: consumer.client.complaints)
            }
        }
    }
}
