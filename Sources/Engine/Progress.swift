import EventLog

/// How far the partitions have been read, and to where they must be before anything is published.
struct Progress {
    /// What the group had committed when the engine got its partitions.
    var committed: [Partition: Int64] = [:]
    /// Whether the engine has read to the target and reconciled since.
    var isCaughtUp = false
    private(set) var records = 0
    private(set) var completeUpTo: Int64 = 0
    private var target: [Partition: Int64] = [:]
    private var read: [Partition: Int64] = [:]
    private var isUncommitted = false
    private var reached: Set<Partition> = []

    var partitions: Set<Partition> { Set(target.keys) }

    /// Whether every partition has been read to where it ended when it was assigned.
    var isAtTarget: Bool { reached.count == target.count }

    /// Records still to be read before that.
    var behind: Int64 {
        guard !isAtTarget else { return 0 }
        return target.reduce(0) { $0 + max(0, $1.value - (read[$1.key] ?? 0)) }
    }

    mutating func begin(_ extent: [Partition: Range<Int64>]) {
        for (partition, offsets) in extent {
            target[partition] = offsets.upperBound
            read[partition] = offsets.lowerBound
            if offsets.isEmpty { reached.insert(partition) } else { reached.remove(partition) }
        }
        isCaughtUp = false
    }

    mutating func forget(_ partitions: [Partition]) {
        for partition in partitions {
            target[partition] = nil
            read[partition] = nil
            reached.remove(partition)
        }
    }

    mutating func read(_ record: Record) {
        let partition = record.position.partition
        let next = record.position.offset + 1
        read[partition] = next
        records += 1
        completeUpTo = max(completeUpTo, record.appendedAt)
        isUncommitted = true
        if let end = target[partition], next >= end { reached.insert(partition) }
    }

    /// Whether nobody has dealt with the record at a position before.
    func isNew(_ position: Position) -> Bool {
        position.offset >= (committed[position.partition] ?? 0)
    }

    /// The offsets to commit; nil where nothing was read since the last time.
    mutating func takeUncommitted() -> [Partition: Int64]? {
        guard isUncommitted else { return nil }
        isUncommitted = false
        return read
    }
}
