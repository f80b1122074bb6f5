import EventLog
import Synchronization

/// A log whose groups keep nobody out: every member has every partition, as engines believe who
/// were frozen past their session. Others can write just before an engine's append, and a member
/// can be told that it has lost its place.
final class UnguardedLog: EventLog {
    private let log: any EventLog
    private let state = Mutex(State())

    private struct State {
        var isInGroup = true
        var appends = 0
        var changes: [Delivery] = []
        var intruder: (@Sendable ([Message]) -> [Message])?
    }

    init(_ log: any EventLog) { self.log = log }

    /// What its members answer when they are asked whether they are still in their group.
    var isInGroup: Bool {
        get { state.withLock { $0.isInGroup } }
        set { state.withLock { $0.isInGroup = newValue } }
    }

    /// How many appends its user has made.
    var appends: Int { state.withLock { $0.appends } }

    /// The group takes these partitions back and gives these out, in place of the next records.
    func regroup(revoking: [Partition], assigning: [Partition]) {
        state.withLock { $0.changes = [.revoked(revoking), .assigned(assigning)] }
    }

    fileprivate func nextChange() -> Delivery? {
        state.withLock { $0.changes.isEmpty ? nil : $0.changes.removeFirst() }
    }

    /// Writes what `messages` makes of the next append just before it, unread by whoever appends.
    func intrudeOnce(_ messages: @escaping @Sendable ([Message]) -> [Message]) {
        state.withLock { $0.intruder = messages }
    }

    func append(
        _ messages: [Message],
        whenDurable: @escaping @Sendable (Result<[Position], any Error>) -> Void
    ) {
        let intruder = state.withLock { state in
            state.appends += 1
            defer { state.intruder = nil }
            return state.intruder
        }
        guard let intruder else { return log.append(messages, whenDurable: whenDurable) }
        log.append(intruder(messages)) { [log] _ in
            log.append(messages, whenDurable: whenDurable)
        }
    }

    func extent(of topics: [Topic]) throws -> [Partition: Range<Int64>] {
        try log.extent(of: topics)
    }

    func reader(from offsets: [Partition: Int64]) throws -> any LogReader {
        try log.reader(from: offsets)
    }

    func join(_ group: String, topics: [Topic]) throws -> any GroupMember {
        UnguardedMember(of: self, log, topics.flatMap(\.all))
    }

    func committed(by group: String) throws -> [Partition: Int64] { [:] }
    func close() { log.close() }
}

private final class UnguardedMember: GroupMember {
    private let owner: UnguardedLog
    private let log: any EventLog
    private let partitions: [Partition]
    private let reader = Mutex<(any LogReader)?>(nil)

    init(of owner: UnguardedLog, _ log: any EventLog, _ partitions: [Partition]) {
        self.owner = owner
        self.log = log
        self.partitions = partitions
    }

    var isInGroup: Bool { owner.isInGroup }

    func next(atMost count: Int, waiting: Duration) throws -> Delivery {
        guard let reader = reader.withLock({ $0 }) else { return .assigned(partitions) }
        if let change = owner.nextChange() { return change }
        return .records(try reader.next(atMost: min(count, 200), waiting: waiting))
    }

    func begin(at offsets: [Partition: Int64]) throws {
        let begun = try log.reader(from: offsets)
        reader.withLock { $0 = begun }
    }

    func commit(_ offsets: [Partition: Int64]) {}
    func interrupt() {}
    func leave() {}
}
