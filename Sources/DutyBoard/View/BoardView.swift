public import Casework
import Contract
public import Digests
public import EventLog
import Foundation
import Synchronization

/// What the board shows, read from the log and from nothing else (law 4): every child's chronology
/// and the latest revision of every alert, kept up to date by a thread that follows the log.
///
/// Requests copy the part they need and render it outside the lock.
public final class BoardView: Sendable {
    let digest: KeyedDigest
    let clock: @Sendable () -> Moment
    let log: any EventLog
    private let rebuilding: @Sendable () -> Rebuilding?
    private let surroundings: @Sendable () -> Surroundings
    private let reading: Mutex<Reading>
    private let state: Mutex<BoardState>
    let audience: Audience
    let readBack = ReadBack()

    /// For how long the board knows of withdrawals and decisions that are over: longer than until
    /// the next working day ends, whatever holidays lie between.
    static let relief: Int64 = 8 * 24 * 3_600_000
    /// What the view follows: of reviews it is the one reader.
    static let topics = Contract.records + [Contract.alerts, Contract.reviews]

    /// A view of a log, which is read from `start` on.
    ///
    /// - Parameters:
    ///   - digest: stands for children's identifiers in links.
    ///   - clock: tells the time; the view reads no other.
    ///   - ring: how many revisions of alerts are kept for pages that were away.
    ///   - rebuilding: what the engine in this process is still reading; nil where it has read
    ///     everything, or where there is none.
    ///   - surroundings: what is known of the log and of the engines beside what the view reads.
    public init(
        log: any EventLog, digest: KeyedDigest, clock: @escaping @Sendable () -> Moment,
        ring: Int = 10_000, rebuilding: @escaping @Sendable () -> Rebuilding? = { nil },
        surroundings: @escaping @Sendable () -> Surroundings = { Surroundings() }
    ) throws {
        self.log = log
        self.rebuilding = rebuilding
        self.surroundings = surroundings
        self.digest = digest
        self.clock = clock
        let partitions = Contract.alerts.partitions
        // Engines write no alert beyond the declared partitions, and a bookmark has no place for one.
        let extent = try log.extent(of: Self.topics)
            .filter { $0.key.topic != Contract.alerts.name || $0.key.number < partitions }
        var state = BoardState(partitions: partitions, ring: ring)
        state.progress.begin(extent)
        var (first, end) = (Bookmark(partitions: partitions), Bookmark(partitions: partitions))
        for (partition, offsets) in extent where partition.topic == Contract.alerts.name {
            first.next[partition.number] = offsets.lowerBound
            end.next[partition.number] = offsets.upperBound
        }
        state.begin(at: first)
        self.state = Mutex(state)
        audience = Audience(told: first, ending: end)
        reading = Mutex(Reading(reader: try log.reader(from: extent.mapValues(\.lowerBound))))
    }

    private struct Reading {
        var reader: any LogReader
        var isEnding = false
    }

    /// Whether it has read to where the log ended when it was made.
    public var isCaughtUp: Bool { progress.isCaughtUp }

    /// Everything that the log had taken by then is in the view; nil while it is catching up.
    public var completeUpTo: Moment? { progress.completeUpTo }

    /// Why the view is not ready to be looked at, in plain sentences; empty when it is.
    public var reasonsNotReady: [String] {
        let progress = progress
        if let failure = progress.failure {
            return ["The board stopped reading the log. \(failure)"]
        }
        guard progress.isCaughtUp else {
            return ["The board is reading the log: \(progress.behind) records to go."]
        }
        return progress.added.isEmpty ? [] : progress.obstacle.map { [$0.sentence] } ?? []
    }

    /// How many pages listen to the stream.
    public var listeners: Int { audience.count }

    /// How many children the view knows.
    public var children: Int { state.withLock { $0.children.count } }

    /// Follows the log on a thread of its own until `stop`, or until the log is closed.
    public func start() {
        let thread = Thread { self.run() }
        thread.name = "board-view"
        thread.start()
    }

    /// Ends the following. May be called from any thread, and more than once.
    public func stop() {
        let reader = reading.withLock { reading in
            reading.isEnding = true
            return reading.reader
        }
        reader.interrupt()
    }

    private func run() {
        var follower = follower()
        do {
            while true {
                if try readAdded() { follower = self.follower() }
                try follower.step(waiting: .seconds(1))
            }
        } catch LogError.closed {
            audience.dismiss()
            readBack.wake(read: nil)
        } catch {
            let failure = (error as? LogError)?.description ?? "Reading failed; start it again."
            state.withLock { $0.progress.failure = failure }
            readBack.wake(read: nil)
            audience.tell(LiveMark(of: self, at: clock()), at: clock())
        }
    }

    /// For tests, which follow the log step by step.
    func follower() -> Follower { Follower(view: self, reader: reading.withLock { $0.reader }) }

    /// Reads partitions that were added to the record topics while the view follows them.
    ///
    /// - Returns: whether there is another reader now.
    private func readAdded() throws -> Bool {
        let added = progress.added
        guard !added.isEmpty else { return false }
        let extent = try log.survey(of: Contract.records).filter { added.contains($0.key) }
            .mapValues { $0.accepted.lowerBound..<$0.readable }
        change { $0.progress.add(extent) }
        let reader = try log.reader(from: progress.positions)
        let (old, isEnding) = reading.withLock { reading in
            defer { reading.reader = reader }
            return (reading.reader, reading.isEnding)
        }
        old.interrupt()
        if isEnding { reader.interrupt() }
        return true
    }
}

// What requests and the follower take and bring, each under the lock for a moment.
extension BoardView {
    var progress: FollowingProgress {
        var progress = state.withLock { $0.progress }
        progress.rebuilding = rebuilding()
        progress.surroundings = surroundings()
        return progress
    }

    var recordsRead: Int64 { progress.records }

    /// Looks at the state, and takes a part of it along.
    func look<Part: Sendable>(_ body: (BoardState) -> Part) -> Part {
        state.withLock { body($0) }
    }

    func change(_ body: (inout BoardState) -> Void) { state.withLock { body(&$0) } }

    /// The child that a link or a person names.
    func child(named name: String) -> ChildFile? { state.withLock { $0.children[ChildID(name)] } }

    /// The child that a digest stands for: the one way in which addresses name children.
    func child(digest: String) -> ChildFile? { state.withLock { $0.child(digest: digest) } }

    /// What the desk's pages are made from, and the bookmark from which a page that shows it
    /// follows.
    func desk(at now: Moment) -> DeskContent {
        let (rebuilding, surroundings) = (rebuilding(), surroundings())
        return state.withLock { state in
            var progress = state.progress
            progress.rebuilding = rebuilding
            progress.surroundings = surroundings
            state.settle(before: now.advanced(milliseconds: -Self.relief))
            let (files, acts) = state.desk()
            return DeskContent(
                files: files, acts: acts, bookmark: state.bookmark, progress: progress)
        }
    }

    /// A child and the rest of its household.
    func household(of child: ChildID) -> HouseholdFiles {
        look { state in
            let (files, acts) = state.household(of: child)
            return HouseholdFiles(files: files, acts: acts)
        }
    }

    /// Every alert, withdrawn ones included.
    func allAlerts() -> [Alert] {
        state.withLock { $0.children.values.flatMap { $0.alerts.map(\.alert) } }
    }

    /// What a listener who has this bookmark has missed; without one, all that is remembered.
    func replay(after bookmark: Bookmark?) -> Replay {
        state.withLock { state in
            let start = bookmark ?? state.ring.floor
            // Who has seen more than there is comes from another log; while the board is still
            // reading, from a later page of this one.
            let isKnown = !state.progress.isCaughtUp || state.bookmark.isAtLeast(start)
            return Replay(
                from: start, alerts: isKnown ? state.ring.beyond(start) : nil,
                upTo: state.bookmark)
        }
    }
}

/// What somebody has missed.
struct Replay: Sendable {
    let from: Bookmark
    /// Nil where it can no longer be told.
    let alerts: [PlacedAlert]?
    let upTo: Bookmark
}
