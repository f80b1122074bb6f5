import EventLog

/// How far the partitions have been read, and to where they must be before anything is published.
struct Progress {
    private struct Place {
        /// What the group had committed when the engine got the partition.
        let committed: Int64
        /// Where the partition ended then.
        let target: Int64
        /// The first offset not read.
        var next: Int64
        /// When the last record read was appended; nil before the first.
        var reached: Int64?
        /// The first record that this engine read; nil before.
        var first: (offset: Int64, appendedAt: Int64)?

        var isAtTarget: Bool { next >= target }
    }

    private var places: [Partition: Place] = [:]
    /// Of partitions that were given back: where reading can go on should they come again.
    private var parked: [Partition: Place] = [:]
    private(set) var records = 0
    /// When the newest record read was appended.
    private(set) var completeUpTo: Int64 = 0
    private var isUncommitted = false
    /// The numbers of partitions that are still to be read to their targets, on one topic at least.
    private(set) var rebuilding: Set<Int> = []

    var partitions: Set<Partition> { Set(places.keys) }

    /// Records still to be read until every partition has been read to where it ended when it was
    /// assigned.
    var behind: Int64 {
        guard !rebuilding.isEmpty else { return 0 }
        return places.values.reduce(0) { $0 + max(0, $1.target - $1.next) }
    }

    /// Partitions have come.
    ///
    /// - Parameter resumed: the numbers of those whose cases are still there.
    /// - Returns: where to begin reading: where it was left off, or at the beginning.
    mutating func begin(
        _ extent: [Partition: Range<Int64>], committed: [Partition: Int64], resumed: Set<Int>
    ) -> [Partition: Int64] {
        for (partition, offsets) in extent {
            let old = resumed.contains(partition.number) ? parked[partition] : nil
            places[partition] = Place(
                committed: committed[partition] ?? 0, target: offsets.upperBound,
                next: old?.next ?? offsets.lowerBound, reached: old?.reached, first: old?.first)
        }
        parked = [:]
        findRebuilding()
        return places.filter { extent[$0.key] != nil }.mapValues(\.next)
    }

    /// Whether the log still has what follows where the partitions of a number were left off.
    func canResume(_ number: Int, in extent: [Partition: Range<Int64>]) -> Bool {
        extent.filter { $0.key.number == number }.allSatisfy { partition, offsets in
            guard let next = parked[partition]?.next else { return false }
            return (offsets.lowerBound...offsets.upperBound).contains(next)
        }
    }

    /// Partitions have been given back.
    mutating func park(_ partitions: [Partition]) {
        for partition in partitions { parked[partition] = places.removeValue(forKey: partition) }
        findRebuilding()
    }

    /// So many records of one partition have been read, from the first to the last of these.
    ///
    /// - Returns: the partition, where nothing of it had been read before.
    @discardableResult
    mutating func read(_ count: Int, from first: Record, upTo record: Record) -> Partition? {
        let partition = record.position.partition
        records += count
        completeUpTo = max(completeUpTo, record.appendedAt)
        isUncommitted = true
        guard var place = places[partition] else { return nil }
        let isBeginning = place.first == nil
        if isBeginning { place.first = (first.position.offset, first.appendedAt) }
        let wasAtTarget = place.isAtTarget
        place.next = record.position.offset + 1
        place.reached = record.appendedAt
        places[partition] = place
        if place.isAtTarget, !wasAtTarget { findRebuilding() }
        return isBeginning ? partition : nil
    }

    /// The first record read of a partition; nil before.
    func first(of partition: Partition) -> (offset: Int64, appendedAt: Int64)? {
        places[partition]?.first
    }

    /// These partitions have been read to their ends, where no record may stand.
    mutating func meet(_ ends: [Partition: Int64]) {
        for (partition, end) in ends where end > places[partition]?.next ?? .max {
            places[partition]?.next = end
            isUncommitted = true
        }
        findRebuilding()
    }

    private mutating func findRebuilding() {
        rebuilding = Set(places.filter { !$0.value.isAtTarget }.map(\.key.number))
    }

    /// Whether nobody has dealt with the record at a position before.
    func isNew(_ position: Position) -> Bool {
        position.offset >= (places[position.partition]?.committed ?? 0)
    }

    /// The offsets to commit; nil where nothing was read since the last time.
    mutating func takeUncommitted() -> [Partition: Int64]? {
        guard isUncommitted else { return nil }
        isUncommitted = false
        return places.mapValues(\.next)
    }

    /// The partitions that are still to be read to where they ended, in order.
    func behind(at now: Int64) -> [PartitionBehind] {
        guard !rebuilding.isEmpty else { return [] }
        return places.filter { !$0.value.isAtTarget }.map { partition, place in
            PartitionBehind(
                partition: partition, records: place.target - place.next,
                seconds: place.reached.map { Double(max(0, now - $0)) / 1_000 })
        }.sorted { $0.partition < $1.partition }
    }

    /// How far each partition has been read, in no order.
    var positions: [PartitionPosition] {
        places.map { partition, place in
            PartitionPosition(partition: partition, next: place.next, reached: place.reached)
        }
    }
}
