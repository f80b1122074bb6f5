import Caseloads
public import Casework
import Contract
public import EventLog
import Events
import Quarantine
public import Timekeeping

/// Follows the record topics, keeps every child's chronology, and appends to `alerts` whatever is
/// missing there.
///
/// It is one loop with one path through it (law 3): take what came, note which children it touched,
/// and for each of those reconcile what should stand with what is published. A start, a takeover of
/// partitions, a late correction, a timer and a foreign write all only touch children. State is
/// memory, and is rebuilt by reading the partitions from their beginning; until that is done nothing
/// is published about them.
///
/// A child's whole story stands in partitions of one number, so each number is a shard of its own,
/// and processors share the shards out. Between two looks at the group (`next`) at most one append
/// is made, and none once the member is known to have lost its partitions: an engine that was
/// frozen and does not know it yet writes one batch at the most, which the next owner overrules.
///
/// Belongs to the thread that calls `step`; the closure `stop` is for any.
public final class AlertEngine {
    private let log: any EventLog
    private let member: any GroupMember
    private let group: String
    private let policy: Policy
    private var time: EngineTime
    private var shards: [Int: Shard] = [:]
    /// Those that were given back, until the next partitions come.
    private var parked: [Int: Shard] = [:]
    /// What could not be read, where it stood, and how it goes into quarantine.
    private var quarantine: [(position: Position, message: Message)] = []
    /// What stood in another partition than its child's story, and how it goes there.
    private var astray: [(position: Position, message: Message)] = []
    private var homes = Homes()
    private var history = History()
    private var progress = Progress()
    private var writer = AlertWriter()
    /// Whether a shard that has been read to its target has children to reconcile still.
    private var isLevel = true
    private var nextTimer: Moment?
    private var nextCommit = Moment(milliseconds: 0)
    private var nextPositions = Moment(milliseconds: 0)
    /// How far it has come.
    public private(set) var status = EngineStatus()
    private let observe: @Sendable (EngineStatus) -> Void

    /// The most records taken at once.
    private static let batch = 10_000
    /// From how many records on it pays to wake the other processors.
    private static let many = 256
    /// How many revisions of one shard an append has at the most, and those of one child.
    private static let revisionsAtOnce = 1_000
    /// Positions are committed this often while records keep coming; they serve lag figures and
    /// tell what is in quarantine already, and an older one does no harm.
    private static let commitInterval: Int64 = 250

    /// An engine that joins a consumer group of the log.
    ///
    /// - Parameters:
    ///   - timekeeper: tells the time, and whether the machine agrees; the engine reads no other.
    ///   - observe: is told after every step how far the engine has come, on its thread.
    public init(
        log: any EventLog, policy: Policy, group: String = "engine", timekeeper: Timekeeper,
        observe: @escaping @Sendable (EngineStatus) -> Void = { _ in }
    ) throws {
        self.observe = observe
        self.log = log
        self.group = group
        self.policy = policy
        time = EngineTime(timekeeper)
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
        let wasCaughtUp = status.isCaughtUp
        switch try member.next(atMost: Self.batch, waiting: untilTimer(waiting)) {
        case .assigned(let partitions): try begin(partitions)
        case .revoked(let partitions): giveBack(partitions)
        case .records(let records):
            take(records)
            if records.isEmpty || !progress.rebuilding.isEmpty { progress.meet(member.ends) }
            try settle(idle: records.isEmpty, isMuch: records.count >= Self.many)
        }
        report(isUrgent: !wasCaughtUp)
    }
}

// MARK: Partitions come and go

extension AlertEngine {
    private func begin(_ partitions: [Partition]) throws {
        let topics = Contract.records + [Contract.alerts]
        // Read now and not on joining: whoever had the partitions until now has gone on since.
        let commitments = try log.commitments(of: group)
        homes.recall(commitments.values)
        let committed = commitments.mapValues(\.offset)
        let survey = try log.survey(of: Contract.records)
        let extent = try log.extent(of: topics).filter { partitions.contains($0.key) }
        let missing = MissingHistory(survey, rememberedBy: commitments)
        for (partition, offsets) in extent where missing.offsets[partition] != nil {
            if let committed = committed[partition], committed < offsets.lowerBound {
                throw LogError.positionLost(
                    partition, asked: committed, first: offsets.lowerBound)
            }
        }
        try checkWhole(partitions, topics)
        let numbers = Set(partitions.map(\.number))
        let resumed = numbers.filter { parked[$0] != nil && progress.canResume($0, in: extent) }
        for number in numbers {
            shards[number] = resumed.contains(number) ? parked[number] : Shard(number: number)
        }
        history.begin(numbers.subtracting(resumed), missing, Memory(of: commitments))
        status.missing = history.missing
        let offsets = progress.begin(extent, committed: committed, resumed: resumed)
        let isAnothers = { (position: Position) in
            let number = position.partition.number
            return self.parked[number] != nil && !resumed.contains(number)
                || !self.progress.isNew(position)
        }
        quarantine.removeAll { isAnothers($0.position) }
        astray.removeAll { isAnothers($0.position) }
        parked = [:]
        status.isCaughtUp = false
        try time.hear(of: extent, in: log)
        writer.begin(at: time.now)
        try member.begin(at: offsets)
    }

    /// A child's records and alerts must all come to one engine.
    private func checkWhole(_ partitions: [Partition], _ topics: [Topic]) throws {
        let assigned = Set(partitions)
        let parts = topics.flatMap(\.all).filter { part in
            partitions.contains { $0.number == part.number } && !assigned.contains(part)
        }
        guard let missing = parts.first else { return }
        throw LogError.unavailable(
            "The group \(group) gave this engine a part of the log without "
                + "\(missing.topic)/\(missing.number), which belongs to it. Give all record "
                + "topics and alerts equally many partitions, and the group the range assignor.")
    }

    /// Keeps the cases of partitions that are given back until the next ones come. A group that
    /// gives everything back at each change mostly gives the same again, and what follows in the
    /// log, others' alerts included, is all that these need to be whole.
    private func giveBack(_ partitions: [Partition]) {
        progress.park(partitions)
        for partition in partitions {
            guard let shard = shards.removeValue(forKey: partition.number) else { continue }
            parked[partition.number] = shard
        }
        status.isCaughtUp = status.isCaughtUp && !shards.isEmpty
    }
}

// MARK: What came

extension AlertEngine {
    private func take(_ records: [Record]) {
        guard !records.isEmpty else { return }
        let wasCaughtUp = status.isCaughtUp
        homes.learn(from: records)
        let stretches = Stretches(of: records)
        let shards = stretches.numbers.compactMap { self.shards[$0] }
        let all = shards.map(inParallel: records.count >= Self.many) { [homes] _, shard in
            shard.take(records, stretches[shard.number], homes.partitioner)
        }
        for stretch in stretches.all {
            let begun = progress.read(
                stretch.count, from: records[stretch.lowerBound],
                upTo: records[stretch.upperBound - 1])
            if let begun, let first = progress.first(of: begun) {
                history.note(first: first, of: begun)
                status.missing = history.missing
            }
        }
        for taken in all {
            status.repeats += taken.repeats
            status.lateness.add(taken.lateness)
            if wasCaughtUp { status.foreignRevisions += taken.foreignRevisions }
        }
        let unreadable = all.flatMap(\.unreadable).sorted { $0.place < $1.place }
        for (place, error) in unreadable {
            // What lies below the committed position was put aside by whoever committed it.
            guard progress.isNew(records[place].position) else { continue }
            let note = QuarantineNote.message(
                for: records[place], field: error.field, reason: error.description,
                at: time.now.milliseconds)
            quarantine.append((records[place].position, note))
        }
        for (place, home) in all.flatMap(\.astray).sorted(by: { $0.place < $1.place }) {
            let record = records[place]
            guard progress.isNew(record.position),
                let topic = Contract.records.first(where: {
                    $0.name == record.position.partition.topic
                })
            else { continue }
            astray.append((record.position, record.forwarded(to: home, of: topic)))
        }
    }
}

// MARK: Reconciling

extension AlertEngine {
    /// Whether anything may be written about this engine's partitions. A log that takes nothing is
    /// not tried again and again: what is missing stays missing until it does.
    private var mayWrite: Bool { member.isInGroup && log.writeTrouble == nil }

    private func settle(idle: Bool, isMuch: Bool) throws {
        let (now, hasStepped) = time.look()
        if hasStepped {
            for shard in Array(shards.values) + parked.values { shard.touchAll() }
            // Of what was to be done at a time, too, nobody knows when that is.
            (nextCommit, nextPositions) = (now, now)
        }
        try reconcile(at: now, isMuch: isMuch || hasStepped || !status.isCaughtUp)
        status.isCaughtUp = isLevel && progress.rebuilding.isEmpty && !shards.isEmpty
        guard idle || !quarantine.isEmpty || !astray.isEmpty || now >= nextCommit else { return }
        try putAside()
        guard status.isCaughtUp, member.isInGroup, let offsets = progress.takeUncommitted() else {
            return
        }
        nextCommit = now.advanced(milliseconds: Self.commitInterval)
        history.note(offsets)
        let notes = Dictionary(
            uniqueKeysWithValues: Set(offsets.keys.map(\.number)).map { number in
                let words = (homes.word.map { [$0] } ?? []) + history.memory.words(of: number)
                return (number, words.joined(separator: " "))
            })
        try member.commit(
            Dictionary(
                uniqueKeysWithValues: offsets.map { partition, offset in
                    (partition, Commitment(offset: offset, note: notes[partition.number] ?? ""))
                }))
    }

    /// One append's worth of what is missing on the `alerts` topic.
    private func reconcile(at now: Moment, isMuch: Bool) throws {
        guard mayWrite else {
            isLevel = false
            return
        }
        let shards = shards.values.filter { !progress.rebuilding.contains($0.number) }
            .sorted { $0.number < $1.number }
        let (missing, faults, doubt) = (history.missing, log.faults, time.doubt)
        let differences = shards.map(inParallel: isMuch) { [policy] _, shard in
            shard.touchDue(at: now)
            return shard.reconcile(
                atMost: Self.revisionsAtOnce, at: now, doubt: doubt, under: policy,
                isWhole: !missing.touches(shard.number)
                    && faults.allSatisfy { ![nil, shard.number].contains($0.partition?.number) })
        }
        status.appraisals += differences.reduce(0) { $0 + $1.appraisals }
        status.withheld += differences.reduce(0) { $0 + $1.withheld }
        try append(
            zip(shards, differences).flatMap { shard, difference in
                difference.revisions.map { (shard, $0) }
            })
        let standings = shards.map(\.standing)
        isLevel = standings.allSatisfy(\.isLevel)
        nextTimer = standings.compactMap(\.nextTimer).min()
    }

    private func append(_ revisions: [(shard: Shard, alert: Alert)]) throws {
        guard !revisions.isEmpty else { return }
        guard member.isInGroup else {
            // They are the next owner's to publish; should it come back, they are still missing.
            for (shard, alert) in revisions { shard.touch(alert.childID) }
            return
        }
        let writer = writer.next()
        let positions = try log.appendAndWait(
            revisions.map {
                AlertMessage.message($0.alert, partition: $0.shard.number, by: writer)
            })
        for ((shard, alert), position) in zip(revisions, positions) {
            shard.published(alert, at: position.offset)
        }
        status.revisions += revisions.count
    }

    private func putAside() throws {
        guard mayWrite else { return }
        let isMine = { (place: Position) in self.shards[place.partition.number] != nil }
        let (unreadable, strays) = (
            quarantine.filter { isMine($0.position) }, astray.filter { isMine($0.position) }
        )
        let messages = (unreadable + strays).map(\.message)
        guard !messages.isEmpty else { return }
        _ = try log.appendAndWait(messages)
        status.quarantined += unreadable.count
        status.forwarded += strays.count
        quarantine.removeAll { isMine($0.position) }
        astray.removeAll { isMine($0.position) }
    }
}

// MARK: Time and status

extension AlertEngine {
    private func untilTimer(_ waiting: Duration) -> Duration {
        // What is left to reconcile cannot wait, unless it is no longer this engine's to do.
        guard isLevel else { return mayWrite ? .zero : waiting }
        guard status.isCaughtUp, let nextTimer else { return waiting }
        let left = max(0, nextTimer.milliseconds - time.now.milliseconds)
        return min(waiting, .milliseconds(left))
    }

    private func report(isUrgent: Bool) {
        let now = time.now
        status.partitions = progress.partitions
        status.behind = progress.behind
        status.rebuilding = progress.behind(at: now.milliseconds)
        status.children = shards.values.reduce(0) { $0 + $1.standing.children }
        status.records = progress.records
        status.completeUpTo = progress.completeUpTo
        if isUrgent || now >= nextPositions {
            status.positions = progress.positions
            nextPositions = now.advanced(milliseconds: Self.commitInterval)
        }
        observe(status)
    }
}
