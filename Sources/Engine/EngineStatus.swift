public import EventLog

/// How far the engine has come, for whoever asks while it works.
public struct EngineStatus: Sendable {
    /// Whether it has read its partitions to where they ended when it got them, and has reconciled.
    public var isCaughtUp = false
    /// The partitions it has.
    public var partitions: Set<Partition> = []
    /// How many records it has still to read before it is caught up.
    public var behind: Int64 = 0
    /// Those of the partitions that are still being rebuilt from the log, in order.
    public var rebuilding: [PartitionBehind] = []
    /// How far each partition has been read, in no order, as of some moment in the last second.
    public var positions: [PartitionPosition] = []
    /// Children it knows.
    public var children = 0
    /// Records read since it began, repeats included.
    public var records = 0
    /// Events that were repeats and changed nothing.
    public var repeats = 0
    /// Records put into quarantine.
    public var quarantined = 0
    /// Records put into the partition of their child's story, having stood in another.
    public var forwarded = 0
    /// Alert revisions appended.
    public var revisions = 0
    /// What is missing of its partitions' history.
    public var missing = MissingHistory()
    /// Withdrawals that were not made, because a part of the history is missing.
    public var withheld = 0
    /// Alert revisions read that this engine did not write itself, while it was caught up: another
    /// engine has written about its partitions.
    public var foreignRevisions = 0
    /// Appraisals made. A child whose story is older than any rule's reach needs none.
    public var appraisals = 0
    /// How late events came.
    public var lateness = Lateness()
    /// When the newest record read was appended, in milliseconds since 1970 UTC.
    public var completeUpTo: Int64 = 0

    public init() {}
}

/// A partition that is being rebuilt, and how much of it is still to be read.
public struct PartitionBehind: Hashable, Sendable {
    public let partition: Partition
    /// Records to be read until the partition is where it ended when the engine got it.
    public let records: Int64
    /// From the last record read to now, in seconds; nil before the first one is read.
    public let seconds: Double?
}

/// How far a partition has been read.
public struct PartitionPosition: Hashable, Sendable {
    public let partition: Partition
    /// The first offset not read.
    public let next: Int64
    /// When the last record read was appended, in milliseconds since 1970 UTC; nil before the
    /// first one is read.
    public let reached: Int64?
}
