internal import EventLog
internal import SQLite

/// A connection of the log's own for questions about the whole of it, from any thread.
final class Survey: Sendable {
    /// Nil once it was closed.
    private let database: Monitor<Database?>
    private let findings: Findings

    init(_ directory: Directory, _ findings: Findings) throws {
        self.findings = findings
        database = Monitor(try directory.connect(cacheKiB: 256))
    }

    func ask<Value: Sendable>(_ question: (Database) throws -> Value) throws -> Value {
        try findings.watching {
            try database.withLock {
                guard let database = $0 else { throw LogError.closed }
                return try question(database)
            }
        }
    }

    func close() {
        database.withLock { $0 = nil }
    }
}
