import Caseloads
public import Casework
import Contract
public import EventLog
import Events
import Quarantine

/// Follows the record topics, keeps every child's chronology, and appends to `alerts` whatever is
/// missing there.
///
/// It is one loop with one path through it (law 3): take what came, note which children it touched,
/// and for each of those reconcile what should stand with what is published. A start, a takeover of
/// partitions, a late correction, a timer and a foreign write all only touch children. State is
/// memory, and is rebuilt by reading the partitions from their beginning; until that is done nothing
/// is published.
///
/// Belongs to the thread that calls `step`; the closure `stop` is for any.
public final class AlertEngine {
    private let log: any EventLog
    private let member: any GroupMember
    private let group: String
    private let policy: Policy
    private let clock: @Sendable () -> Moment
    private let decoder = RecordDecoder()
    private let alertDecoder = AlertDecoder()

    private var cases = Cases()
    private var quarantine: [Message] = []
    private var progress = Progress()
    private var nextCommit = Moment(milliseconds: 0)
    /// How far it has come.
    public private(set) var status = EngineStatus()
    private let observe: @Sendable (EngineStatus) -> Void

    /// The most records taken at once, and the most children reconciled in one append.
    private static let batch = 10_000
    /// Positions are committed this often while records keep coming; they serve lag figures and
    /// tell what is in quarantine already, and an older one does no harm.
    private static let commitInterval: Int64 = 250

    /// An engine that joins a consumer group of the log.
    ///
    /// - Parameters:
    ///   - clock: tells the time; the engine reads no other.
    ///   - observe: is told after every step how far the engine has come, on its thread.
    public init(
        log: any EventLog, policy: Policy, group: String = "engine",
        clock: @escaping @Sendable () -> Moment,
        observe: @escaping @Sendable (EngineStatus) -> Void = { _ in }
    ) throws {
        self.observe = observe
        self.log = log
        self.group = group
        self.policy = policy
        self.clock = clock
        member = try log.join(group, topics: Contract.records + [Contract.alerts])
    }

    /// Steps until the log is closed or `stop` is called.
    ///
    /// - Throws: what the log throws, but `LogError.closed`.
    public func run() throws {
        defer { member.leave() }
        do {
            while true { try step(waiting: .seconds(1)) }
        } catch LogError.closed {
            return
        }
    }

    /// Gives the partitions back; there is no step after this. `run` does so itself.
    public func leave() { member.leave() }

    /// Ends `run` from another thread.
    public var stop: @Sendable () -> Void {
        let member = member
        return { member.interrupt() }
    }

    /// One turn: what came within `waiting`, or a timer, taken in and reconciled.
    public func step(waiting: Duration) throws {
        switch try member.next(atMost: Self.batch, waiting: untilTimer(waiting)) {
        case .assigned(let partitions): try begin(partitions)
        case .revoked(let partitions): forget(partitions)
        case .records(let records):
            for record in records { take(record) }
            try settle(idle: records.isEmpty)
        }
        report()
    }
}

// MARK: Partitions come and go

extension AlertEngine {
    private func begin(_ partitions: [Partition]) throws {
        let topics = Contract.records + [Contract.alerts]
        // Read now and not on joining: whoever had the partitions until now has gone on since.
        progress.committed = try log.committed(by: group)
        let extent = try log.extent(of: topics).filter { partitions.contains($0.key) }
        for (partition, offsets) in extent {
            if let committed = progress.committed[partition], committed < offsets.lowerBound {
                throw LogError.positionLost(
                    partition, asked: committed, first: offsets.lowerBound)
            }
        }
        progress.begin(extent)
        try member.begin(at: extent.mapValues(\.lowerBound))
    }

    private func forget(_ partitions: [Partition]) {
        progress.forget(partitions)
        cases.forget(partitions: Set(partitions.map(\.number)))
    }
}

// MARK: What came

extension AlertEngine {
    private func take(_ record: Record) {
        let partition = record.position.partition
        if partition.topic == Contract.alerts.name {
            takeAlert(record)
        } else {
            takeEvent(record)
        }
        progress.read(record)
    }

    private func takeEvent(_ record: Record) {
        let event: Event
        do throws(InvalidEvent) {
            event = try decoder.event(in: record)
        } catch {
            return setAside(record, because: error)
        }
        let isNews = cases.insert(event, partition: record.position.partition.number)
        if !isNews { status.repeats += 1 }
        status.lastLateness = record.appendedAt - event.time.milliseconds
    }

    private func takeAlert(_ record: Record) {
        do throws(InvalidEvent) {
            guard let value = record.value else {
                throw InvalidEvent(
                    field: "value", problem: "is missing",
                    remedy: "leave the alerts topic to the engine")
            }
            cases.hear(try alertDecoder.decode(value), at: record.position)
        } catch {
            setAside(record, because: error)
        }
    }

    private func setAside(_ record: Record, because error: InvalidEvent) {
        // What lies below the committed position was put aside by whoever committed it.
        guard progress.isNew(record.position) else { return }
        quarantine.append(
            QuarantineNote.message(
                for: record, field: error.field, reason: error.description,
                at: clock().milliseconds))
    }
}

// MARK: Reconciling

extension AlertEngine {
    private func settle(idle: Bool) throws {
        let now = clock()
        cases.touchDue(at: now)
        if progress.isAtTarget, !progress.partitions.isEmpty {
            try reconcile(at: now)
            progress.isCaughtUp = true
        }
        guard idle || !quarantine.isEmpty || now >= nextCommit else { return }
        try putAside()
        guard progress.isCaughtUp, let offsets = progress.takeUncommitted() else { return }
        nextCommit = now.advanced(milliseconds: Self.commitInterval)
        try member.commit(offsets)
    }

    private func reconcile(at now: Moment) throws {
        // In an order of their own, so that the same run appends the same alerts.
        var children = cases.touched.sorted()[...]
        while !children.isEmpty {
            let some = children.prefix(Self.batch)
            try append(appraise(some, at: now))
            cases.reconciled(some)
            children = children.dropFirst(some.count)
        }
    }

    /// Appraises children, and says what has to be published about them.
    private func appraise(_ children: some Sequence<ChildID>, at now: Moment) -> [Alert] {
        let known = children.compactMap { child in cases[child].map { (child, $0) } }
        let verdicts = Verdict.all(on: known, at: now, under: policy)
        for verdict in verdicts {
            cases.appraised(verdict.child, validUntil: verdict.validUntil)
        }
        status.appraisals += verdicts.count
        return verdicts.flatMap(\.revisions)
    }

    private func append(_ alerts: [Alert]) throws {
        guard !alerts.isEmpty else { return }
        let positions = try log.appendAndWait(alerts.map(AlertMessage.message))
        for (alert, position) in zip(alerts, positions) {
            cases.publish(alert, at: position)
        }
        status.revisions += alerts.count
    }

    private func putAside() throws {
        guard !quarantine.isEmpty else { return }
        _ = try log.appendAndWait(quarantine)
        status.quarantined += quarantine.count
        quarantine.removeAll()
    }
}

// MARK: Time and status

extension AlertEngine {
    private func untilTimer(_ waiting: Duration) -> Duration {
        guard progress.isCaughtUp, let next = cases.nextTimer else { return waiting }
        let left = max(0, next.milliseconds - clock().milliseconds)
        return min(waiting, .milliseconds(left))
    }

    private func report() {
        status.isCaughtUp = progress.isCaughtUp
        status.partitions = progress.partitions
        status.behind = progress.behind
        status.children = cases.count
        status.records = progress.records
        status.completeUpTo = progress.completeUpTo
        observe(status)
    }
}
