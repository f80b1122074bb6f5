internal import EventLog
private import Glibc
internal import SQLite

/// The directory that a log lives in: `log.sqlite` (with SQLite's own `-wal` and `-shm` beside it)
/// and the locks in `groups/`.
struct Directory: Sendable {
    let path: String
    /// Nil where it can be written.
    var reading: QuietReading?
    /// Names of files that whoever uses the log leaves beside it.
    let others: [String]

    init(path: String, others: [String] = []) { (self.path, self.others) = (path, others) }

    var file: String { "\(path)/\(Self.fileName)" }
    static let fileName = "log.sqlite"
    /// What the log is known to have held.
    var mark: String { "\(path)/\(Self.markName)" }
    static let markName = "log.mark"

    /// Opens one more connection to the log.
    ///
    /// - Parameter cachedPages: memory for pages of the file, in KiB.
    func connect(cacheKiB: Int) throws -> Database {
        let database =
            try reading?.open()
            ?? Database(file, access: .readWrite, busyTimeout: .seconds(10))
        // FULL: every commit is on the disk before it is reported, power cut or not.
        try database.execute(
            """
            PRAGMA synchronous = FULL;
            PRAGMA cache_size = -\(cacheKiB);
            PRAGMA temp_store = MEMORY;
            PRAGMA cell_size_check = ON;
            """)
        return database
    }

    /// Makes what is missing: the directory, the file, the topics.
    func create(topics: [Topic]) throws {
        try make(path)
        try refuseToBeginAnew()
        do {
            try PrivateFile.make(file)
        } catch let error as SQLiteError {
            throw unavailable("Could not create the log. \(error)")
        }
        try make("\(path)/groups")
        try prepare(topics: topics, access: .readWriteCreate)
    }

    private func make(_ path: String) throws {
        if mkdir(path, 0o750) == 0 { return try keep("\(path)/..") }
        guard errno == EEXIST else {
            throw unavailable(
                "Could not create \(path): \(reason()). Give this user permission to write there.")
        }
    }

    /// Adds topics to a log that must be there already.
    func open(topics: [Topic]) throws {
        try requireLog()
        try prepare(topics: topics, access: .readWrite)
    }

    func requireLog() throws {
        try refuseToBeginAnew()
        guard access(file, F_OK) == 0 else {
            throw unavailable(
                "There is no log in \(path) (\(reason())). Check the directory's name.")
        }
    }

    private func prepare(topics: [Topic], access: Database.Access) throws {
        // One program at a time: changing to a write-ahead log needs the file to itself, and SQLite
        // does not wait for that.
        let lock = try FileLock("\(path)/opening.lock")
        defer { lock.release() }
        try lock.take()
        let database = try Database(file, access: access, busyTimeout: .seconds(10))
        // The page size counts only before the file has its first page.
        try database.execute("PRAGMA page_size = 8192; PRAGMA journal_mode = WAL")
        // Before the schema says that there is one; an older log has it from here on.
        let version = try database.schemaVersion()
        if version < Schema.stepWithMark {
            try HighWaterMark.create(mark)
            // What stands in an older log was acknowledged too.
            if version > 0 {
                try HighWaterMark(mark).raise(try database.extents().mapValues(\.upperBound))
            }
        }
        try Schema.prepare(database, topics: topics)
        lock.note("There is a log in this directory.\n")
    }

    /// Keeps a copy of the write-ahead log of a log that is not whole: SQLite drops what it cannot
    /// read of it, and somebody may know better.
    func keepWriteAheadLog() {
        guard reading == nil else { return }
        try? DataBackup.copyFile("\(file)-wal", to: "\(file)-wal.kept", mode: 0o640)
    }

    /// The lock of a consumer group, not yet taken.
    func lock(of group: String) throws -> FileLock {
        guard group.isGroupName else {
            throw unavailable(
                "“\(group)” cannot be a group's name: use lower-case letters, digits and hyphens.")
        }
        return try FileLock("\(path)/groups/\(group).lock")
    }

    /// Makes a directory's new names outlive a power cut, as SQLite does for its own files.
    private func keep(_ directory: String) throws {
        let descriptor = Glibc.open(directory, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
        defer { if descriptor >= 0 { close(descriptor) } }
        guard descriptor >= 0, fsync(descriptor) == 0 else {
            throw unavailable("Could not keep what is new in \(directory): \(reason()).")
        }
    }

    func unavailable(_ what: String) -> LogError { .unavailable(what) }

    private func reason() -> String { String(cString: strerror(errno)) }
}
