private import CSQLite

/// One prepared statement: bind, step until there are no more rows, reset, again.
public final class Statement {
    /// Its text.
    public let sql: String
    private let connection: Connection
    private let handle: OpaquePointer

    init(_ sql: String, on connection: Connection) throws {
        var prepared: OpaquePointer?
        let code = sqlite3_prepare_v3(
            connection.handle, sql, -1, UInt32(SQLITE_PREPARE_PERSISTENT), &prepared, nil)
        try connection.check(code, sql)
        guard let prepared else {
            throw SQLiteError(
                code: SQLITE_MISUSE, doing: sql, message: "there is no statement in this text",
                path: connection.path)
        }
        self.sql = sql
        self.connection = connection
        handle = prepared
    }

    deinit { sqlite3_finalize(handle) }

    /// The row that the latest `step` arrived at. Read it before the next `step` or `reset`.
    public var row: Row { Row(statement: handle) }

    /// Goes to the next row.
    ///
    /// - Returns: false after the last one; the statement is then ready to run again.
    public func step() throws -> Bool {
        switch sqlite3_step(handle) {
        case SQLITE_ROW: return true
        case SQLITE_DONE:
            sqlite3_reset(handle)
            return false
        default:
            let error = connection.failure(sql)
            sqlite3_reset(handle)
            throw error
        }
    }

    /// Goes back to before the first row. What is bound stays bound.
    public func reset() {
        sqlite3_reset(handle)
    }

    /// Goes back to before the first row and makes every parameter NULL.
    public func clear() {
        sqlite3_reset(handle)
        sqlite3_clear_bindings(handle)
    }
}

/// Binding. Parameters count from 1, as in `?1`.
extension Statement {
    public func bind(_ value: Int64, at index: Int) throws {
        try check(sqlite3_bind_int64(handle, Int32(index), value))
    }

    public func bind(_ value: Double, at index: Int) throws {
        try check(sqlite3_bind_double(handle, Int32(index), value))
    }

    public func bind(_ value: String, at index: Int) throws {
        let count = UInt64(value.utf8.count)
        // As a C string, so that an empty text has an address too and is not taken for NULL.
        try value.withCString { text in
            try check(
                sqlite3_bind_text64(
                    handle, Int32(index), text, count, csqlite_copied(), UInt8(SQLITE_UTF8)))
        }
    }

    /// Binds a copy of the bytes as a blob.
    public func bind(_ value: [UInt8], at index: Int) throws {
        try value.withUnsafeBytes { try bind($0, at: index, lifetime: csqlite_copied()) }
    }

    /// Binds the bytes as a blob without copying them. They must stay where they are until the
    /// statement has been stepped to its end, reset, or given another value here.
    public func bind(borrowed value: UnsafeRawBufferPointer, at index: Int) throws {
        try bind(value, at: index, lifetime: csqlite_borrowed())
    }

    public func bindNull(at index: Int) throws {
        try check(sqlite3_bind_null(handle, Int32(index)))
    }

    public func bind(_ value: (any Bindable)?, at index: Int) throws {
        if let value {
            try value.bind(to: self, at: index)
        } else {
            try bindNull(at: index)
        }
    }

    private func bind(
        _ bytes: UnsafeRawBufferPointer, at index: Int, lifetime: sqlite3_destructor_type?
    ) throws {
        // An empty buffer may have no address, and SQLite would take that for NULL.
        guard !bytes.isEmpty else {
            return try check(sqlite3_bind_zeroblob(handle, Int32(index), 0))
        }
        try check(
            sqlite3_bind_blob64(
                handle, Int32(index), bytes.baseAddress, UInt64(bytes.count), lifetime))
    }

    private func check(_ code: Int32) throws {
        guard code == SQLITE_OK else { throw connection.failure("bind a value to \(sql)") }
    }
}
