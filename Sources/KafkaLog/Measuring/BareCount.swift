import CKafka
public import EventLog

/// Reads topics from beginning to end and only counts: the most that this cluster, this machine and
/// librdkafka give to anybody, against which an engine's start can be held.
public enum BareCount {
    /// How many records the topics hold, counted by taking each of them.
    ///
    /// - Throws: `LogError` where the cluster does not answer or the records stop coming for ten
    ///   seconds.
    public static func records(of topics: [Topic], _ settings: KafkaSettings) throws -> Int {
        let inquiry = try Inquiry(settings)
        let extent = try inquiry.extent(of: topics.flatMap(\.all)).filter { !$0.value.isEmpty }
        let client = try Client(settings, for: .counting)
        rd_kafka_poll_set_consumer(client.handle)
        let queue = rd_kafka_queue_get_consumer(client.handle)
        defer {
            rd_kafka_queue_destroy(queue)
            rd_kafka_consumer_close(client.handle)
        }
        let list = PartitionList(extent.mapValues(\.lowerBound), prefix: settings.prefix)
        _ = list.lend { rd_kafka_assign(client.handle, $0) }
        let batch = UnsafeMutableBufferPointer<UnsafeMutablePointer<rd_kafka_message_t>?>
            .allocate(capacity: 10_000)
        defer { batch.deallocate() }
        var (records, ended) = (0, 0)
        var lastNews = ContinuousClock.now
        while ended < extent.count {
            let count = rd_kafka_consume_batch_queue(queue, 100, batch.baseAddress, batch.count)
            for message in batch[..<max(0, count)] {
                if message?.pointee.err == RD_KAFKA_RESP_ERR_NO_ERROR {
                    records += 1
                } else if message?.pointee.err == RD_KAFKA_RESP_ERR__PARTITION_EOF {
                    ended += 1
                }
                rd_kafka_message_destroy(message)
            }
            if count > 0 { lastNews = .now }
            guard ContinuousClock.now - lastNews < .seconds(10) else {
                throw LogError.unavailable("Kafka gave no record for ten seconds. Try again.")
            }
        }
        return records
    }
}
