internal import EventLog

/// The `GroupMember` of an SQLite log.
///
/// A group has one member at a time, who has every partition: whoever holds the lock on the
/// group's file. The others stand by and have the lock within 20 ms of its being let go, also when
/// the process that held it died.
final class SQLiteMember: GroupMember, Follower {
    /// How often a member that stands by tries the lock.
    private static let poll = Duration.milliseconds(20)

    private enum State {
        /// Another member has the partitions.
        case standingBy
        /// It has been told that it has them.
        case holding
        case left
    }

    private let group: String
    /// Every partition of the group's topics, with its id.
    private let partitions: [Partition: Int64]
    private let lock: FileLock
    private let tail: Tail
    private let bell: Bell
    private let writer: Writer
    private let state = Monitor(State.standingBy)

    init(
        of group: String, partitions: [(Partition, Int64)], lock: FileLock, tail: Tail,
        writer: Writer, bell: Bell
    ) {
        self.group = group
        self.partitions = Dictionary(partitions) { first, _ in first }
        self.lock = lock
        self.tail = tail
        self.bell = bell
        self.writer = writer
    }

    deinit { close() }

    func next(atMost: Int, waiting: Duration) throws -> Delivery {
        switch state.withLock({ $0 }) {
        case .left: throw LogError.closed
        case .holding:
            // Before `begin` the tail stands nowhere, and so has nothing.
            return .records(try tail.next(atMost: atMost, waiting: waiting))
        case .standingBy:
            return try obtain(waiting: waiting) ? .assigned(partitions.keys.sorted()) : .records([])
        }
    }

    var ends: [Partition: Int64] { tail.ends }

    func begin(at offsets: [Partition: Int64]) throws {
        guard state.withLock({ $0 }) == .holding else { throw LogError.closed }
        try tail.seek(to: offsets.filter { partitions[$0.key] != nil })
    }

    func commit(_ offsets: [Partition: Int64]) throws {
        guard state.withLock({ $0 }) == .holding else { return }
        let places = offsets.compactMap { partition, offset in
            partitions[partition].map { PartitionOffset(partition: $0, offset: offset) }
        }
        if !places.isEmpty { try writer.perform(.commit(group: group, places)) }
    }

    func interrupt() {
        tail.interrupt()
    }

    func leave() {
        close()
    }

    /// Gives the lock back, so that another member can have it at once.
    func close() {
        state.withLock { $0 = .left }
        tail.close()
        lock.release()
        // A member of this process that stands by hears of it.
        bell.ring()
    }

    /// - Returns: whether the lock was there to be had in time.
    private func obtain(waiting: Duration) throws -> Bool {
        let deadline = Deadline(after: waiting)
        while true {
            let heard = bell.count
            try tail.checkOpen()
            if try lock.takeIfFree() {
                return state.withLock {
                    if $0 == .standingBy { $0 = .holding }
                    return $0 == .holding
                }
            }
            if deadline.isPast { return false }
            _ = bell.wait(after: heard, until: min(deadline, Deadline(after: Self.poll)))
        }
    }
}
