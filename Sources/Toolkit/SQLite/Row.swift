private import CSQLite

/// The row that a statement stands at. Good until the statement moves; columns count from 0.
///
/// What is read as another type than it has is converted as SQLite does (NULL to 0, "" or no
/// bytes); STRICT tables keep that from mattering.
public struct Row {
    let statement: OpaquePointer

    public func isNull(_ column: Int) -> Bool {
        sqlite3_column_type(statement, Int32(column)) == SQLITE_NULL
    }

    public func int64(_ column: Int) -> Int64 {
        sqlite3_column_int64(statement, Int32(column))
    }

    public func int(_ column: Int) -> Int {
        Int(int64(column))
    }

    public func bool(_ column: Int) -> Bool {
        int64(column) != 0
    }

    public func double(_ column: Int) -> Double {
        sqlite3_column_double(statement, Int32(column))
    }

    public func text(_ column: Int) -> String {
        // Asked in this order: the text may be converted first, and only then has its length.
        guard let text = sqlite3_column_text(statement, Int32(column)) else { return "" }
        let count = Int(sqlite3_column_bytes(statement, Int32(column)))
        return String(decoding: UnsafeBufferPointer(start: text, count: count), as: UTF8.self)
    }

    public func bytes(_ column: Int) -> [UInt8] {
        withBytes(column) { [UInt8]($0) }
    }

    /// Lends a blob's bytes without copying them; they are gone when the closure returns.
    public func withBytes<Value>(
        _ column: Int, _ body: (UnsafeRawBufferPointer) throws -> Value
    ) rethrows -> Value {
        let start = sqlite3_column_blob(statement, Int32(column))
        let count = Int(sqlite3_column_bytes(statement, Int32(column)))
        return try body(UnsafeRawBufferPointer(start: start, count: count))
    }

    public func optionalInt64(_ column: Int) -> Int64? {
        isNull(column) ? nil : int64(column)
    }

    public func optionalInt(_ column: Int) -> Int? {
        isNull(column) ? nil : int(column)
    }

    public func optionalDouble(_ column: Int) -> Double? {
        isNull(column) ? nil : double(column)
    }

    public func optionalText(_ column: Int) -> String? {
        isNull(column) ? nil : text(column)
    }

    public func optionalBytes(_ column: Int) -> [UInt8]? {
        isNull(column) ? nil : bytes(column)
    }
}
