internal import CSQLite

/// The open file: what a database and its statements share, closed when the last of them goes.
final class Connection {
    let handle: OpaquePointer
    let path: String

    /// - Parameter isAtRest: that the file does not change as long as it is open.
    init(path: String, flags: Int32, isAtRest: Bool = false) throws {
        var opened: OpaquePointer?
        let code =
            isAtRest
            ? sqlite3_open_v2(
                "file:\(Self.escaped(path))?immutable=1", &opened, flags | SQLITE_OPEN_URI, nil)
            : sqlite3_open_v2(path, &opened, flags, nil)
        // Without a handle there was no memory for one, and no message to ask for.
        guard let opened else {
            throw SQLiteError(code: code, doing: "open", message: "out of memory", path: path)
        }
        handle = opened
        self.path = path
        sqlite3_extended_result_codes(opened, 1)
        // Throwing here runs deinit, which closes the handle as SQLite asks.
        guard code == SQLITE_OK else { throw failure("open") }
        try check(addRowChecksum(to: opened), "open")
    }

    deinit { sqlite3_close_v2(handle) }

    /// A path within a URI.
    private static func escaped(_ path: String) -> String {
        path.utf8.map { byte in
            let isPlain = UInt8(ascii: "-")...UInt8(ascii: "z") ~= byte && byte != UInt8(ascii: "?")
            let digits = String(byte, radix: 16)
            return isPlain
                ? String(UnicodeScalar(byte)) : "%" + (byte < 16 ? "0" : "") + digits
        }.joined()
    }

    /// The failure of the latest call.
    func failure(_ doing: String) -> SQLiteError {
        SQLiteError(
            code: sqlite3_extended_errcode(handle), doing: doing,
            message: String(cString: sqlite3_errmsg(handle)), path: path)
    }

    func check(_ code: Int32, _ doing: @autoclosure () -> String) throws {
        guard code == SQLITE_OK else { throw failure(doing()) }
    }
}
