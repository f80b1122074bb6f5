internal import EventLog
internal import Synchronization

/// Waits for records at a cursor. Owned by a reader or a member; any thread may end it.
final class Tail: Sendable {
    /// How often a reader that waits asks whether another process has written: often enough for
    /// the contract's 50 ms, seldom enough that waiting costs next to nothing.
    private static let poll = Duration.milliseconds(20)

    private let bell: Bell
    private let isEnded = Atomic(false)
    /// Nil once it has ended. Held while reading, never while waiting.
    private let cursor: Monitor<Cursor?>
    private let findings: Findings

    init(_ directory: Directory, bell: Bell, _ findings: Findings) throws {
        self.bell = bell
        self.findings = findings
        cursor = Monitor(try Cursor(directory.connect(cacheKiB: 4 << 10), findings))
    }

    func seek(to offsets: [Partition: Int64]) throws {
        try findings.watching { try cursor.withLock { try Self.open($0).seek(to: offsets) } }
    }

    /// For partitions in which records are missing or were passed over, the offset that was reached.
    var ends: [Partition: Int64] { cursor.withLock { $0?.ends ?? [:] } }

    func next(atMost: Int, waiting: Duration) throws -> [Record] {
        let deadline = Deadline(after: waiting)
        while true {
            let heard = bell.count
            try checkOpen()
            let records = try findings.watching {
                try cursor.withLock { try Self.open($0).read(atMost: atMost) }
            }
            if !records.isEmpty || deadline.isPast { return records }
            try waitForNews(after: heard, until: deadline)
        }
    }

    /// Throws `LogError.closed` where it has ended.
    func checkOpen() throws {
        if isEnded.load(ordering: .acquiring) { throw LogError.closed }
    }

    /// Ends it without waiting: the present and every later `next` throws.
    func interrupt() {
        isEnded.store(true, ordering: .releasing)
        bell.ring()
    }

    /// Ends it, and lets go of the file once a read in another thread is over.
    func close() {
        interrupt()
        cursor.withLock { $0 = nil }
    }

    private func waitForNews(after heard: Int, until deadline: Deadline) throws {
        while !deadline.isPast {
            let soon = min(deadline, Deadline(after: Self.poll))
            if bell.wait(after: heard, until: soon) { return }
            let hasChanged = try findings.watching {
                try cursor.withLock { try Self.open($0).hasChanged() }
            }
            if hasChanged { return }
        }
    }

    private static func open(_ cursor: Cursor?) throws -> Cursor {
        guard let cursor else { throw LogError.closed }
        return cursor
    }
}
