private import CSQLite

/// Makes `row_checksum` known to a connection.
func addRowChecksum(to handle: OpaquePointer) -> Int32 {
    sqlite3_create_function_v2(
        handle, "row_checksum", -1, SQLITE_UTF8 | SQLITE_DETERMINISTIC, nil,
        { context, count, values in
            var checksum = RowChecksum()
            for index in 0..<Int(count) { checksum.add(column: values?[index]) }
            sqlite3_result_int64(context, checksum.value)
        }, nil, nil, nil)
}

extension RowChecksum {
    fileprivate mutating func add(column value: OpaquePointer?) {
        switch sqlite3_value_type(value) {
        case SQLITE_INTEGER: add(sqlite3_value_int64(value))
        case SQLITE_FLOAT: add(sqlite3_value_double(value))
        case SQLITE_TEXT:
            // Asked in this order: the text may be converted first, and only then has its length.
            let start = sqlite3_value_text(value)
            add(
                text: UnsafeRawBufferPointer(
                    start: start, count: Int(sqlite3_value_bytes(value))))
        case SQLITE_BLOB:
            let start = sqlite3_value_blob(value)
            add(UnsafeRawBufferPointer(start: start, count: Int(sqlite3_value_bytes(value))))
        default: addNull()
        }
    }
}
