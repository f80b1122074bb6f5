internal import EventLog
private import Glibc
internal import SQLite

/// The directory that a log lives in: `log.sqlite` (with SQLite's own `-wal` and `-shm` beside it)
/// and the locks in `groups/`.
struct Directory: Sendable {
    let path: String

    var file: String { "\(path)/log.sqlite" }

    /// Opens one more connection to the log.
    ///
    /// - Parameter cachedPages: memory for pages of the file, in KiB.
    func connect(cacheKiB: Int) throws -> Database {
        let database = try Database(file, access: .readWrite, busyTimeout: .seconds(10))
        // FULL: every commit is on the disk before it is reported, power cut or not.
        try database.execute(
            """
            PRAGMA synchronous = FULL;
            PRAGMA cache_size = -\(cacheKiB);
            PRAGMA temp_store = MEMORY;
            """)
        return database
    }

    /// Makes what is missing: the directory, the file, the topics.
    func create(topics: [Topic]) throws {
        for path in [path, "\(path)/groups"] {
            if mkdir(path, 0o750) == 0 {
                try keep("\(path)/..")
                continue
            }
            guard errno == EEXIST else {
                throw unavailable(
                    "Could not create \(path): \(reason()). Give this user permission to write there."
                )
            }
        }
        try createFile()
        try prepare(topics: topics, access: .readWriteCreate)
    }

    /// Makes the file before SQLite does, which would let everybody read it; what SQLite puts beside
    /// it has the same permissions.
    private func createFile() throws {
        let descriptor = Glibc.open(file, O_RDWR | O_CREAT | O_CLOEXEC, 0o640)
        guard descriptor >= 0 else {
            throw unavailable(
                "Could not create \(file): \(reason()). Give this user permission to write there.")
        }
        close(descriptor)
    }

    /// Adds topics to a log that must be there already.
    func open(topics: [Topic]) throws {
        guard access(file, F_OK) == 0 else {
            throw unavailable(
                "There is no log in \(path) (\(reason())). Check the directory's name.")
        }
        try prepare(topics: topics, access: .readWrite)
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
        try Schema.prepare(database, topics: topics)
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

    private func unavailable(_ what: String) -> LogError { .unavailable(what) }

    private func reason() -> String { String(cString: strerror(errno)) }
}
