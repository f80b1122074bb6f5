internal import EventLog

/// The `LogReader` of an SQLite log.
final class SQLiteReader: LogReader, Follower {
    private let tail: Tail

    init(_ tail: Tail) {
        self.tail = tail
    }

    deinit { close() }

    func next(atMost: Int, waiting: Duration) throws -> [Record] {
        try tail.next(atMost: atMost, waiting: waiting)
    }

    var ends: [Partition: Int64] { tail.ends }

    func interrupt() {
        tail.interrupt()
    }

    func close() {
        tail.close()
    }
}
