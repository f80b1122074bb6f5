import EventLog

extension Inquiry {
    /// Why an offset cannot be read.
    func lost(_ partition: Partition, asked: Int64) -> LogError {
        guard let kept = try? extent(of: [partition])[partition] else {
            return .unavailable(
                """
                \(partition.topic)/\(partition.number) cannot be read at offset \(asked), and the \
                cluster does not say why. Try again.
                """)
        }
        if asked < kept.lowerBound {
            return .positionLost(partition, asked: asked, first: kept.lowerBound)
        }
        return .unavailable(
            """
            \(partition.topic)/\(partition.number) ends at offset \(kept.upperBound), before the \
            \(asked) that was read already: the topic was cut or made anew. Look into that first; \
            then start again, which reads it from its beginning.
            """)
    }

    /// - Throws: `LogError.positionLost` where an offset lies below what is kept.
    func require(_ offsets: [Partition: Int64]) throws -> [Partition: Range<Int64>] {
        let extent = try extent(of: Array(offsets.keys))
        for (partition, kept) in extent {
            if let asked = offsets[partition], asked < kept.lowerBound {
                throw LogError.positionLost(partition, asked: asked, first: kept.lowerBound)
            }
        }
        return extent
    }
}
