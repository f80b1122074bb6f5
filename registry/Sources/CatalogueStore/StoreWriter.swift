internal import SQLite
private import Synchronization

/// The connection of a store that writes, the mark of what it has written, and what is known of
/// whether it can.
final class StoreWriter: Sendable {
    private let database: GuardedDatabase
    /// Looks for the lock without waiting for it.
    private let lookout: GuardedDatabase
    private let mark: HighWaterMark
    private let standing: StandingFiles
    private let watch = WriteWatch()
    private let file: String
    private let state = Mutex(State())

    private struct State {
        /// Since when a write has been waiting for the lock.
        var waitingSince: ContinuousClock.Instant?
        /// Since when the lock was found held, and how many commits there were then.
        var held: (since: ContinuousClock.Instant, commits: Int64)?
    }

    /// For how long others may hold the lock before that is trouble.
    private static let patience = Duration.milliseconds(400)

    /// - Parameter database: that has been read from, so that SQLite's own files are beside it.
    init(_ database: Database, _ file: String, _ mark: String) throws {
        self.file = file
        self.mark = try HighWaterMark(mark)
        standing = StandingFiles(["", "-wal", "-shm"].map { file + $0 } + [mark])
        lookout = GuardedDatabase(try Database(file, access: .readWrite, busyTimeout: .zero))
        self.database = GuardedDatabase(database)
    }

    /// Writes in one transaction, durable when this returns, or not at all.
    func write<Value: Sendable>(_ body: (Database) throws -> Value) throws -> Value {
        try database.withLock { database in
            try refuseWhereLost()
            let (value, count) = try watch.watching {
                state.withLock { $0.waitingSince = .now }
                defer { state.withLock { $0.waitingSince = nil } }
                return try database.transaction(.immediate) {
                    state.withLock { $0.waitingSince = nil }
                    let before = database.allChanges
                    let value = try body(database)
                    guard database.allChanges > before else { return (value, Int64?.none) }
                    try database.run("UPDATE commits SET count = count + 1")
                    return (value, try StoreCheck.commits(in: database))
                }
            }
            do {
                if let count { try mark.raise([StoreCheck.commits: count]) }
            } catch {
                watch.failed("\(error)")
                throw error
            }
            try refuseWhereLost()
            return value
        }
    }

    /// What went into a file that is no longer where it was is not acknowledged.
    private func refuseWhereLost() throws {
        standing.look()
        if let lost { throw StoreError(lost, isPassing: true) }
    }

    /// What to do about files that are no longer where they were; nil where they are.
    private var lost: String? {
        guard let trouble = standing.trouble else { return nil }
        let what =
            standing.rescued.map {
                "what it had, which was saved (secondlook-registry restore --from \($0))"
            } ?? "a backup (secondlook-registry restore)"
        return """
            \(trouble) Nothing more is taken, since it would be lost when the server ends. Put the \
            file that was there back, and the server goes on by itself; where it cannot be had any \
            more, stop the server and restore \(what).
            """
    }

    /// Saves what the store holds where its files have been gone for a while: this process is the
    /// last that has it.
    private func rescue() {
        standing.rescue {
            let moment = CatalogueStore.wallClock()
            let directory = file.lastIndex(of: "/").map { String(file[..<$0]) } ?? "."
            let place = "\(directory)/rescued-\(moment)"
            try database.withLock { database in
                _ = try StoreBackup.plan.make(
                    of: database, knowing: try mark.levels(), besides: directory, to: place,
                    at: moment)
            }
            return place
        }
    }

    /// Why nothing can be written; nil where it can.
    var trouble: String? { lost ?? watch.trouble }

    var waitingForLock: Duration? {
        state.withLock { $0.waitingSince.map { ContinuousClock.now - $0 } }
    }

    func lookOut() {
        // A write that is under way is its own look.
        guard standing.look() == nil else { return rescue() }
        guard watch.underWay == nil else { return }
        do {
            try lookout.withLock { database in
                if watch.trouble != nil { return try tryAgain(database) }
                try database.transaction(.immediate) {}
            }
            state.withLock { $0.held = nil }
        } catch let error as SQLiteError where error.kind == .busy {
            noteHeld()
        } catch {
            watch.failed("\(error)")
        }
    }

    /// Writes without changing anything, where nothing could be written before.
    private func tryAgain(_ database: Database) throws {
        // A small write may find room that was there before, where the next entry will not.
        let directory = file.lastIndex(of: "/").map { String(file[..<$0]) } ?? "."
        if watch.isFull, DiskSpace(at: directory)?.isNearlyFull == true { return }
        try watch.watching {
            try database.transaction(.immediate) {
                try database.run("UPDATE commits SET count = count")
            }
            try mark.flush()
        }
    }

    /// Programs that write one after the other hold nobody up; one that keeps the lock does.
    private func noteHeld() {
        let commits = (try? lookout.withLock { try StoreCheck.commits(in: $0) }) ?? -1
        let isKept = state.withLock { state in
            guard let held = state.held, held.commits == commits else {
                state.held = (.now, commits)
                return false
            }
            return ContinuousClock.now - held.since > Self.patience
        }
        guard isKept else { return }
        watch.failed(
            "\(file) is held by another program, which does not let go of it. End that program, or "
                + "wait until it has finished.")
    }

    func takeBackWriteAheadLog() {
        try? database.withLock { try $0.run("PRAGMA wal_checkpoint(TRUNCATE)") }
    }
}
