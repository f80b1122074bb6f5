internal import EventLog
internal import Glibc
internal import SQLite

/// Raises the mark for what was committed, and then tells whoever waits for it.
///
/// On a thread of its own: the writer goes on with the next group meanwhile, readers have heard
/// already. The mark is flushed once a second and at the end, after people were told: what they were
/// told of is on the disk with the commit.
final class Acknowledger: Sendable {
    /// A group that was committed, or was not.
    struct Group: Sendable {
        /// How far its partitions go now.
        var levels: HighWaterMark.Levels = [:]
        let answers: [(Request, Result<[Position], any Error>)]
    }

    private struct State: Sendable {
        var waiting: [Group] = []
        var isEnding = false
        var isOver = false
    }

    /// Groups that may wait before the writer does.
    private static let most = 64
    /// For how long a raised mark may wait for its flush: what a power cut may take from it.
    private static let flushWithin = Duration.seconds(1)

    private let mark: Result<HighWaterMark, any Error>
    private let watch: WriteWatch
    private let standing: StandingFiles
    private let state = Monitor(State())
    private let thread = Monitor<pthread_t?>(nil)

    /// - Parameters:
    ///   - mark: where there is none, nothing is acknowledged.
    ///   - standing: the log's files. What went into one that is no longer where it was is not
    ///     acknowledged.
    init(
        _ mark: Result<HighWaterMark, any Error>, _ watch: WriteWatch, _ standing: StandingFiles
    ) {
        (self.mark, self.watch, self.standing) = (mark, watch, standing)
    }

    /// What the mark says.
    func levels() throws -> HighWaterMark.Levels { try mark.get().levels() }

    func start() throws {
        try Thread.start { self.run() }
    }

    /// Takes a group; waits while too many do.
    func put(_ group: Group) {
        state.wait { state -> Void? in
            guard state.waiting.count < Self.most else { return nil }
            state.waiting.append(group)
            return ()
        }
    }

    /// Returns when everybody has been told. There is no `put` after this.
    func finish() {
        state.change { $0.isEnding = true }
        if !isCurrentThread { state.wait { $0.isOver ? () : nil } }
    }

    /// Whether this is the thread on which requests are told.
    var isCurrentThread: Bool { thread.withLock { $0 } == pthread_self() }

    private func run() {
        thread.withLock { $0 = pthread_self() }
        var flushDue: Deadline?
        while true {
            if let due = flushDue {
                _ = state.wait(until: due) { !$0.waiting.isEmpty || $0.isEnding }
                if due.isPast {
                    flush()
                    flushDue = nil
                }
            }
            let groups = state.wait { state -> [Group]? in
                guard !state.waiting.isEmpty else { return state.isEnding ? [] : nil }
                defer { state.waiting = [] }
                return state.waiting
            }
            if groups.isEmpty { break }
            if tell(groups), flushDue == nil { flushDue = Deadline(after: Self.flushWithin) }
        }
        if flushDue != nil { flush() }
        state.change { $0.isOver = true }
    }

    /// - Returns: whether the mark has something to flush.
    private func tell(_ groups: [Group]) -> Bool {
        let levels = groups.reduce(into: HighWaterMark.Levels()) {
            $0.merge($1.levels, uniquingKeysWith: max)
        }
        do {
            if !levels.isEmpty { try mark.get().raise(levels, flushing: false) }
            standing.look()
            if let lost = Directory.advice(standing) { throw LogError.unavailable(lost) }
        } catch {
            if standing.trouble == nil { watch.failed("\(error)") }
            let failure = LogError.unavailable("Could not write to the log. \(error)")
            for (request, answer) in groups.flatMap(\.answers) {
                request.whenDurable(answer.flatMap { _ in .failure(failure) })
            }
            return false
        }
        for (request, answer) in groups.flatMap(\.answers) { request.whenDurable(answer) }
        return !levels.isEmpty
    }

    private func flush() {
        do { try mark.get().flush() } catch { watch.failed("\(error)") }
    }
}
