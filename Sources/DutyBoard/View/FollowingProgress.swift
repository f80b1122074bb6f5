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
        completeUpTo = leftNothing ? max(completeUpTo ?? moment, moment) : newest ?? completeUpTo
    }
}
