extension EventLog {
    /// Hands over every record of a stretch of the log, batch by batch, and returns when the last
    /// one was.
    ///
    /// - Parameters:
    ///   - extent: from where to where to read each partition, as `extent(of:)` gives it. What is
    ///     appended meanwhile is left to the next reading.
    ///   - most: the records that a batch may have.
    ///   - take: is given each batch, in the order of the offsets within a partition.
    /// - Throws: what the log and `take` throw, and `LogError.unavailable` where no record comes for
    ///   half a minute or the log has faults: a report on half of it would be worse than none.
    public func readThrough(
        _ extent: [Partition: Range<Int64>], atMost most: Int = 10_000,
        _ take: ([Record]) throws -> Void
    ) throws {
        try requireNoFaults()
        var unread = extent.filter { !$0.value.isEmpty }
        guard !unread.isEmpty else { return }
        let reader = try reader(from: unread.mapValues(\.lowerBound))
        defer { reader.interrupt() }
        var patience = 30
        while !unread.isEmpty {
            let batch = try reader.next(atMost: most, waiting: .seconds(1))
            let records = batch.filter { record in
                guard let range = extent[record.position.partition] else { return false }
                return range.contains(record.position.offset)
            }
            if !records.isEmpty { try take(records) }
            let reached = reader.ends.merging(Self.nexts(of: batch), uniquingKeysWith: max)
            for (partition, end) in reached
            where end >= unread[partition]?.upperBound ?? .max {
                unread[partition] = nil
            }
            patience = batch.isEmpty ? patience - 1 : 30
            guard patience > 0 else {
                throw LogError.unavailable(
                    """
                    The log gave no record for half a minute, with \(unread.count) partitions \
                    still to be read. Try again when it answers.
                    """)
            }
        }
        try requireNoFaults()
    }

    /// What is known to be incomplete is not reported on as if it were whole.
    private func requireNoFaults() throws {
        guard let fault = faults.first else { return }
        throw LogError.unavailable(fault.description)
    }

    private static func nexts(of batch: [Record]) -> [Partition: Int64] {
        var nexts: [Partition: Int64] = [:]
        var last: Record?
        for record in batch {
            if let last, last.position.partition != record.position.partition {
                nexts[last.position.partition] = last.position.offset + 1
            }
            last = record
        }
        if let last { nexts[last.position.partition] = last.position.offset + 1 }
        return nexts
    }
}
