import Casework
import EventLog

/// How far the board has come in reading the log.
struct FollowingProgress: Sendable {
    private var targets: [Partition: Int64] = [:]
    private var read: [Partition: Int64] = [:]
    private var remaining: Set<Partition> = []
    /// Records read so far.
    private(set) var records: Int64 = 0
    /// When the newest record read was taken by the log; nil before the first.
    private(set) var newest: Moment?
    /// Everything that the log had taken by then has been read; nil while it is catching up.
    private(set) var completeUpTo: Moment?
    /// Why the log is no longer read, in words for whoever runs the program.
    var failure: String?
    /// What the engine in this process is still reading, where there is one.
    var rebuilding: Rebuilding?
    /// What is known beside that.
    var surroundings = Surroundings()

    /// Up to when the board is complete, as far as anybody knows: the log held nothing more that was
    /// accepted by then, and engines had dealt with it. Nil where that is not known yet.
    var confirmedUpTo: Moment? {
        guard surroundings.isWatched else { return completeUpTo }
        guard let completeUpTo, let seen = surroundings.confirmedUpTo else { return nil }
        return min(completeUpTo, seen)
    }

    /// What keeps the board from being complete, the gravest first; nil where nothing does.
    var obstacle: Surroundings.Obstacle? {
        surroundings.obstacles.first
            ?? unread.map { partition in
                Surroundings.Obstacle(
                    .unread, "The board does not read \(partition.topic)/\(partition.number) yet.",
                    since: nil)
            }
    }

    /// A partition that the log has and the board does not read.
    private var unread: Partition? { added.min() }

    /// The partitions that the record topics have and the board does not read yet.
    var added: Set<Partition> { surroundings.partitions.subtracting(read.keys) }

    /// The first offsets not read.
    var positions: [Partition: Int64] { read }

    /// Whether every partition has been read to where it ended at the start.
    var isCaughtUp: Bool { failure == nil && remaining.isEmpty }

    /// Records still to be read before that.
    var behind: Int64 {
        remaining.reduce(0) { $0 + max(0, (targets[$1] ?? 0) - (read[$1] ?? 0)) }
    }

    mutating func begin(_ extent: [Partition: Range<Int64>]) {
        targets = extent.mapValues(\.upperBound)
        read = extent.mapValues(\.lowerBound)
        remaining = Set(extent.filter { !$0.value.isEmpty }.keys)
    }

    /// More partitions are read from now on, to where they end before they count as read.
    mutating func add(_ extent: [Partition: Range<Int64>]) {
        for (partition, offsets) in extent where read[partition] == nil {
            targets[partition] = offsets.upperBound
            read[partition] = offsets.lowerBound
            if !offsets.isEmpty { remaining.insert(partition) }
        }
    }

    mutating func pass(_ record: Record) {
        let partition = record.position.partition
        let next = record.position.offset + 1
        read[partition] = next
        records += 1
        if let target = targets[partition], next >= target { remaining.remove(partition) }
        let taken = Moment(milliseconds: record.appendedAt)
        newest = max(newest ?? taken, taken)
    }

    /// Nothing more is to be read below these offsets, whether a record stands there or not.
    mutating func reach(_ ends: [Partition: Int64]) {
        for (partition, end) in ends where end >= targets[partition] ?? .max {
            remaining.remove(partition)
        }
    }

    /// A turn has ended, which began at `moment` and, or did not, leave anything unread.
    mutating func turn(begunAt moment: Moment, leftNothing: Bool) {
        guard isCaughtUp else { return }
        completeUpTo = leftNothing ? moment : newest ?? completeUpTo
    }
}
