import CKafka
public import EventLog

extension KafkaLog {
    /// Commits positions for a group that has no members.
    ///
    /// - Throws: `LogError.unavailable` where it has some: what they commit next would take it back.
    public func commit(_ commitments: [Partition: Commitment], for group: String) throws {
        let whole = settings.prefix + group
        if let members = try members(of: group), members > 0 {
            throw LogError.unavailable(
                "The group \(whole) has \(members) members. Stop the engines first.")
        }
        var alone = settings
        alone.instance = nil
        let consumer = try Consumer(alone, for: .following(group: group))
        let list = PartitionList(committing: commitments, prefix: settings.prefix)
        let code = list.lend { rd_kafka_commit(consumer.client.handle, $0, 0) }
        guard code == RD_KAFKA_RESP_ERR_NO_ERROR else {
            throw LogError(
                code, while: "Committing positions of \(whole)",
                complaints: consumer.client.complaints)
        }
    }
}
