/// How a partition stands by the log's own account: what it accepted, what of that can be read, and
/// what it no longer has.
public struct PartitionSurvey: Hashable, Sendable {
    /// From the first offset kept to the one that the next record accepted will get at the least.
    public var accepted: Range<Int64>
    /// Everything below this offset that is kept can be read now. It lies before the end of
    /// `accepted` where another writer's transaction is open (Kafka's last stable offset and high
    /// watermark).
    public var readable: Int64
    /// Offsets, in order, whose records were there once and are not any more: deleted below the first
    /// one kept, cut off at the end, or damaged in between. What somebody accepted knowingly as gone
    /// is left out.
    public var missing: [Range<Int64>]

    public init(accepted: Range<Int64>, readable: Int64? = nil, missing: [Range<Int64>] = []) {
        self.accepted = accepted
        self.readable = readable ?? accepted.upperBound
        self.missing = missing
    }

    /// How many offsets were accepted and cannot be read yet.
    public var heldBack: Int64 { max(0, accepted.upperBound - max(readable, accepted.lowerBound)) }
}

extension EventLog {
    /// A log that numbers its records from 0 and keeps what it accepts: whatever is gone from the
    /// beginning of a partition is missing.
    public func survey(of topics: [Topic]) throws -> [Partition: PartitionSurvey] {
        try extent(of: topics).mapValues { kept in
            PartitionSurvey(
                accepted: kept, missing: kept.lowerBound > 0 ? [0..<kept.lowerBound] : [])
        }
    }

    public func members(of group: String) throws -> Int? { nil }
}
