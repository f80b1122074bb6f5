internal import EventLog
internal import Glibc
internal import SQLite

/// The one thread of a log that writes.
///
/// It takes whatever waits, commits it as a group, and then takes what came meanwhile: an idle log
/// commits at once, a busy one pays for one flush of the disk per group.
final class Writer: Sendable {
    let limits: Queue.Limits
    private let queue: Queue
    private let bell: Bell
    private let clock: @Sendable () -> Int64
    /// Nil when the writer has finished.
    let ledger: Monitor<Ledger?>
    private let finished = Monitor(false)
    private let thread = Monitor<pthread_t?>(nil)

    init(
        _ directory: Directory, limits: Queue.Limits, bell: Bell,
        clock: @escaping @Sendable () -> Int64
    ) throws {
        self.bell = bell
        self.clock = clock
        self.limits = limits
        queue = Queue(limits: limits)
        let database = try directory.connect(cacheKiB: 32 << 10)
        // Larger than SQLite's 1,000 pages, which a single large group passes; and a log file that
        // once grew beyond it is cut down again.
        try database.execute(
            "PRAGMA wal_autocheckpoint = 4000; PRAGMA journal_size_limit = 67108864")
        ledger = Monitor(try Ledger(database))
    }

    func start() throws {
        // The thread keeps the writer alive until it has finished.
        let writer = Unmanaged.passRetained(self)
        var thread = pthread_t()
        let code = pthread_create(
            &thread, nil,
            { writer in
                guard let writer else { return nil }
                Unmanaged<Writer>.fromOpaque(writer).takeRetainedValue().run()
                return nil
            }, writer.toOpaque())
        guard code == 0 else {
            writer.release()
            throw LogError.unavailable(
                "Could not start the log's thread: \(String(cString: strerror(code))).")
        }
        pthread_detach(thread)
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
        // From within a callback there is nothing to wait for: its own thread is the writer.
        if thread.withLock({ $0 }) == pthread_self() { return }
        finished.wait { $0 ? () : nil }
    }

    private func run() {
        thread.withLock { $0 = pthread_self() }
        while true {
            let requests = queue.take()
            if requests.isEmpty { break }
            write(requests)
        }
        ledger.withLock {
            // A log at rest is one file. Where readers elsewhere are in the way, SQLite leaves the
            // rest to whoever closes last.
            try? $0?.database.run("PRAGMA wal_checkpoint(TRUNCATE)")
            $0 = nil
        }
        finished.change { $0 = true }
    }

    private func write(_ requests: [Request]) {
        let outcome = Result {
            try ledger.withLock { try $0?.write(requests, at: clock()) ?? [] }
        }
        switch outcome {
        case .success(let answers):
            bell.ring()
            for (request, answer) in zip(requests, answers) { request.whenDurable(answer) }
        case .failure(let error):
            let failure = LogError.unavailable("Could not write to the log. \(error)")
            for request in requests { request.whenDurable(.failure(failure)) }
        }
    }
}
