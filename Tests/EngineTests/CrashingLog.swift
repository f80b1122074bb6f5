import EventLog
import Synchronization

/// What a killed process leaves behind: nothing after this.
struct Crash: Error {}

/// A log that fails, once and for good, at one chosen step of its user: before an append or a
/// commit takes effect, or after it has but before its user hears of it.
final class CrashingLog: EventLog {
    let log: any EventLog
    private let stepsLeft: Mutex<Int>

    /// - Parameter step: how many steps succeed before the crash.
    init(_ log: any EventLog, crashingAfter step: Int) {
        self.log = log
        stepsLeft = Mutex(step)
    }

    /// Whether the crash has come.
    var hasCrashed: Bool { stepsLeft.withLock { $0 < 0 } }

    fileprivate func step() throws {
        let isAlive = stepsLeft.withLock { left in
            left -= 1
            return left >= 0
        }
        if !isAlive { throw Crash() }
    }

    func append(
        _ messages: [Message],
        whenDurable: @escaping @Sendable (Result<[Position], any Error>) -> Void
    ) {
        do { try step() } catch { return whenDurable(.failure(error)) }
        log.append(messages) { result in
            do {
                try self.step()
                whenDurable(result)
            } catch {
                whenDurable(.failure(error))
            }
        }
    }

    func extent(of topics: [Topic]) throws -> [Partition: Range<Int64>] {
        try log.extent(of: topics)
    }

    func reader(from offsets: [Partition: Int64]) throws -> any LogReader {
        try log.reader(from: offsets)
    }

    func join(_ group: String, topics: [Topic]) throws -> any GroupMember {
        CrashingMember(try log.join(group, topics: topics), of: self)
    }

    func committed(by group: String) throws -> [Partition: Int64] {
        try log.committed(by: group)
    }

    func close() { log.close() }
}

private final class CrashingMember: GroupMember {
    private let member: any GroupMember
    private let log: CrashingLog

    init(_ member: any GroupMember, of log: CrashingLog) {
        self.member = member
        self.log = log
    }

    func next(atMost count: Int, waiting: Duration) throws -> Delivery {
        // Small helpings, so that there are many places to die between them.
        try member.next(atMost: min(count, 40), waiting: waiting)
    }

    func begin(at offsets: [Partition: Int64]) throws { try member.begin(at: offsets) }

    func commit(_ offsets: [Partition: Int64]) throws {
        try log.step()
        try member.commit(offsets)
        try log.step()
    }

    func interrupt() { member.interrupt() }
    func leave() { member.leave() }
}
