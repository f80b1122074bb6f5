private import CSQLite

extension Database {
    /// Copies the database into a new file as it is at one moment, while others go on writing.
    ///
    /// The copy is made under one reading transaction, so it holds all that was committed before it
    /// began and nothing after; it is not yet flushed to the disk.
    ///
    /// - Parameters:
    ///   - pages: how many pages are copied in a piece.
    ///   - progress: told after each piece how many pages are done, and of how many.
    public func copy(
        to path: String, pages: Int = 2_000,
        progress: (_ done: Int, _ of: Int) -> Void = { _, _ in }
    ) throws {
        let copy = try Database(path)
        try copy.execute("PRAGMA synchronous = OFF")
        try transaction(.deferred) {
            // The transaction begins with the first look.
            _ = try schemaVersion()
            guard
                let backup = sqlite3_backup_init(
                    copy.connection.handle, "main", connection.handle, "main")
            else { throw copy.connection.failure("copy") }
            var code = SQLITE_OK
            while code == SQLITE_OK {
                code = sqlite3_backup_step(backup, Int32(pages))
                let (of, left) = (
                    sqlite3_backup_pagecount(backup), sqlite3_backup_remaining(backup)
                )
                progress(Int(of - left), Int(of))
            }
            let last = sqlite3_backup_finish(backup)
            guard code == SQLITE_DONE, last == SQLITE_OK else {
                throw copy.connection.failure("copy")
            }
        }
        // A copy at rest is one file, which can be read where nothing can be written.
        try copy.execute("PRAGMA journal_mode = DELETE")
    }

    /// What SQLite itself finds wrong with the file's structure; empty where it finds nothing.
    ///
    /// - Parameter limit: the most that is listed.
    public func structuralFaults(limit: Int = 20) -> [String] {
        do {
            let found = try query("PRAGMA integrity_check(\(limit))") { $0.text(0) }
            return found == ["ok"] ? [] : found
        } catch {
            return ["\(error)"]
        }
    }
}
