private import CSQLite

/// A connection to an SQLite database.
///
/// It belongs to one owner at a time: it takes no locks of its own, so put it behind one, or in
/// one thread, and open another for each further reader.
public final class Database {
    /// How a file is opened.
    public enum Access: Sendable {
        /// Nothing can be written. The file must exist.
        case readOnly
        /// The same, where nobody has the file open and nobody will: without locks, and without the
        /// files that SQLite keeps beside it, so that the directory need not be writable.
        case atRest
        /// The file must exist.
        case readWrite
        /// The file is created where it is missing; its directory is not.
        case readWriteCreate
    }

    let connection: Connection
    private var cache = StatementCache(limit: 64)

    /// Opens a file.
    ///
    /// - Parameter busyTimeout: how long a call waits for a lock that another connection holds
    ///   before it fails with `SQLiteError.Kind.busy`.
    public init(
        _ path: String, access: Access = .readWriteCreate, busyTimeout: Duration = .seconds(5)
    ) throws {
        let flags =
            switch access {
            case .readOnly, .atRest: SQLITE_OPEN_READONLY
            case .readWrite: SQLITE_OPEN_READWRITE
            case .readWriteCreate: SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE
            }
        connection = try Connection(
            path: path, flags: flags | SQLITE_OPEN_NOMUTEX, isAtRest: access == .atRest)
        waitWhenBusy(connection.handle, for: busyTimeout)
    }

    /// A database of its own in memory, gone with the last reference to it.
    public static func inMemory() throws -> Database {
        try Database(":memory:")
    }

    /// The file, as it was given.
    public var path: String { connection.path }

    /// The rowid that the latest INSERT gave.
    public var lastInsertedRow: Int64 { sqlite3_last_insert_rowid(connection.handle) }

    /// How many rows the latest INSERT, UPDATE or DELETE changed.
    public var changes: Int { Int(sqlite3_changes64(connection.handle)) }

    /// How many rows were changed through this connection, triggers' changes included.
    public var allChanges: Int { Int(sqlite3_total_changes64(connection.handle)) }

    /// Whether a transaction is open.
    public var isInTransaction: Bool { sqlite3_get_autocommit(connection.handle) == 0 }

    /// Runs statements separated by semicolons, without values and without answers.
    public func execute(_ sql: String) throws {
        try connection.check(sqlite3_exec(connection.handle, sql, nil, nil, nil), sql)
    }

    /// Prepares one statement for its caller to keep and run many times.
    public func prepare(_ sql: String) throws -> Statement {
        try Statement(sql, on: connection)
    }

    /// Runs one statement with values for its parameters; answers are passed over.
    public func run(_ sql: String, _ values: (any Bindable)?...) throws {
        try withStatement(sql, values) { statement in
            while try statement.step() {}
        }
    }

    /// Every row that a statement answers with, made into something of the caller's.
    public func query<Value>(
        _ sql: String, _ values: (any Bindable)?..., row: (Row) throws -> Value
    ) throws -> [Value] {
        try withStatement(sql, values) { statement in
            var found: [Value] = []
            while try statement.step() { found.append(try row(statement.row)) }
            return found
        }
    }

    /// The first row that a statement answers with, or nil.
    public func first<Value>(
        _ sql: String, _ values: (any Bindable)?..., row: (Row) throws -> Value
    ) throws -> Value? {
        try withStatement(sql, values) { statement in
            try statement.step() ? try row(statement.row) : nil
        }
    }

    /// Lends a statement from the cache. While it is lent it is not in the cache, so a row's
    /// closure may run the same text again.
    private func withStatement<Value>(
        _ sql: String, _ values: [(any Bindable)?], _ body: (Statement) throws -> Value
    ) throws -> Value {
        let statement = try cache.take(sql) ?? prepare(sql)
        defer {
            statement.clear()
            cache.put(statement)
        }
        for (index, value) in values.enumerated() {
            try statement.bind(value, at: index + 1)
        }
        return try body(statement)
    }
}
