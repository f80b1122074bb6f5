internal import EventLog
internal import Glibc
internal import SQLite

/// The one thread of a log that writes.
///
/// It takes whatever waits, commits it as a group, and then takes what came meanwhile: an idle log
/// commits at once, a busy one pays for one flush of the disk per group. Readers hear of a group at
/// once, its appends when the mark is durable too.
final class Writer: Sendable {
    let limits: Queue.Limits
    private let directory: Directory
    let queue: Queue
    private let bell: Bell
    private let clock: @Sendable () -> Int64
    private let findings: Findings
    /// How the latest try to write went.
    let watch: WriteWatch
    /// The log's files; none for a log that is only read.
    let standing: StandingFiles
    /// Nil when the writer has finished.
    let ledger: Monitor<Ledger?>
    private let acknowledger: Acknowledger
    private let finished = Monitor(false)

    /// How often a log that could not be written is tried again, where nobody else tries.
    private static let retry = Duration.seconds(1)
    /// How often it is looked whether a log that nobody writes to could be written.
    private static let lookout = Duration.milliseconds(500)

    init(
        _ directory: Directory, limits: Queue.Limits, bell: Bell, findings: Findings,
        clock: @escaping @Sendable () -> Int64
    ) throws {
        self.directory = directory
        self.bell = bell
        self.clock = clock
        self.limits = limits
        self.findings = findings
        let watch = WriteWatch()
        self.watch = watch
        queue = Queue(limits: limits)
        guard directory.reading == nil else {
            standing = StandingFiles([])
            ledger = Monitor(nil)
            acknowledger = Acknowledger(.failure(LogError.closed), watch, standing)
            return
        }
        let database = try directory.connect(cacheKiB: 32 << 10)
        // Taken back into the file after 16 MB at the latest, so that little of what was
        // acknowledged ever stands in the write-ahead log alone; and one that once grew beyond it is
        // cut down again.
        try database.execute(
            "PRAGMA wal_autocheckpoint = 2000; PRAGMA journal_size_limit = 67108864")
        // Its statements make SQLite open the files that it keeps beside.
        ledger = Monitor(try Ledger(database))
        let mark = Result { try HighWaterMark(directory.mark) }
        let standing = StandingFiles(
            ["", "-wal", "-shm"].map { directory.file + $0 } + [directory.mark])
        self.standing = standing
        acknowledger = Acknowledger(mark, watch, standing)
    }

    func start() throws {
        try acknowledger.start()
        // The threads keep writer and acknowledger alive until they have finished.
        try Thread.start { self.run() }
    }

    /// Takes a request. Blocks while too much waits already.
    func put(_ request: Request) {
        if !queue.put(request) { request.whenDurable(.failure(LogError.closed)) }
    }

    /// Takes a request and waits until it is durable.
    func perform(_ work: Request.Work) throws {
        let answer = Monitor<Result<[Position], any Error>?>(nil)
        put(Request(work) { result in answer.change { $0 = result } })
        _ = try answer.wait { $0 }.get()
    }

    /// Lets nothing more in.
    func stop() {
        queue.close()
    }

    /// Waits until everything that was let in has been written and the file is closed.
    func waitUntilFinished() {
        // From within a callback there is nothing to wait for: what is told last is told there.
        if acknowledger.isCurrentThread { return }
        finished.wait { $0 ? () : nil }
    }

    private func run() {
        // Until when what stands in the write-ahead log alone may stay there.
        var rest: Deadline?
        while !queue.isOver {
            let look = Deadline(after: watch.trouble == nil ? Self.lookout : Self.retry)
            queue.waitForSome(until: rest.map { min($0, look) } ?? look)
            guard queue.hasSome else {
                if rest?.isPast == true {
                    takeBack()
                    rest = nil
                } else {
                    lookOut()
                }
                continue
            }
            write(queue.take())
            rest = findings.isEmpty ? Deadline(after: limits.rest) : nil
        }
        acknowledger.finish()
        ledger.withLock {
            // A log at rest is one file and its mark. Where readers elsewhere are in the way,
            // SQLite leaves the rest to whoever closes last.
            if findings.isEmpty { try? $0?.database.run("PRAGMA wal_checkpoint(TRUNCATE)") }
            $0 = nil
        }
        finished.change { $0 = true }
    }

    private func write(_ requests: [Request]) {
        do {
            if let refusal = findings.refusal { throw LogError.unavailable(refusal) }
            standing.look()
            if let lost = Directory.advice(standing) { throw LogError.unavailable(lost) }
            guard directory.reading == nil else {
                throw LogError.unavailable(
                    "It was opened to be read: this user may not write in \(directory.path).")
            }
            let (answers, levels) = try ledger.withLock { ledger in
                try findings.watching {
                    try watch.watching { try ledger?.write(requests, at: clock()) ?? ([], [:]) }
                }
            }
            bell.ring()
            acknowledger.put(
                Acknowledger.Group(levels: levels, answers: Array(zip(requests, answers))))
        } catch {
            let reason = (error as? LogError)?.description ?? "\(error)"
            let failure = LogError.unavailable("Could not write to the log. \(reason)")
            acknowledger.put(Acknowledger.Group(answers: requests.map { ($0, .failure(failure)) }))
            rescue()
        }
    }

    /// Takes the write-ahead log back into the file, as far as no reader is in the way.
    private func takeBack() {
        ledger.withLock { ledger in
            try? ledger?.database.run("PRAGMA wal_checkpoint(PASSIVE)")
        }
    }

    /// Looks whether the log's files are where they were, and whether it could be written: that its
    /// lock is free. Writes nothing.
    private func lookOut() {
        guard directory.reading == nil, standing.look() == nil, findings.isEmpty else {
            return rescue()
        }
        guard watch.trouble == nil else { return probe() }
        ledger.withLock { ledger in
            try? watch.watching { try ledger?.database.transaction(.immediate) {} }
        }
    }

    /// Saves what the log holds where its files have been gone for a while: this process is the last
    /// that has it.
    private func rescue() {
        standing.rescue {
            let moment = clock()
            let place = "\(directory.path)/rescued-\(moment)"
            try ledger.withLock { ledger in
                guard let ledger else { throw LogError.closed }
                try LogBackup.plan().make(
                    of: ledger.database, knowing: acknowledger.levels(),
                    besides: directory.path, to: place, at: moment)
            }
            return place
        }
    }

    /// Looks whether a log that could not be written can be again.
    private func probe() {
        // A small write may find room that was there before, where the next event will not.
        if watch.isFull, DiskSpace(at: directory.path)?.isNearlyFull == true { return }
        try? ledger.withLock { ledger in
            try watch.watching {
                try ledger?.probe()
                // Nothing is acknowledged without its mark either.
                guard try HighWaterMark.levels(at: directory.mark) != nil else {
                    throw LogError.unavailable(
                        "\(directory.mark) is gone. Start the server again, which looks at what the "
                            + "log holds.")
                }
            }
        }
    }
}
