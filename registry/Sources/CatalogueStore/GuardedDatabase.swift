import SQLite
private import Synchronization

/// A connection behind a lock.
///
/// Unchecked because the connection is touched under the lock alone, and nothing that comes out is
/// part of it. A mutex around the connection itself would say the same, but cannot lend it to a
/// closure from outside.
final class GuardedDatabase: @unchecked Sendable {
    private let database: Database
    private let lock = Mutex(())

    init(_ database: Database) { self.database = database }

    func withLock<Value: Sendable>(_ body: (Database) throws -> Value) throws -> Value {
        try lock.withLock { _ in try body(database) }
    }
}
