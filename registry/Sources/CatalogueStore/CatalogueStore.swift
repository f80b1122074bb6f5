private import Glibc
internal import SQLite

/// The registry in one SQLite file: everything that was ever catalogued, who changed it and when,
/// the keys, what was told and what is still to be sent.
///
/// What a call reports written survives a power cut: write-ahead log, a flush at every commit.
/// Readers have a connection of their own and do not wait for the writer. Several programs may use
/// the file at once; it must be on a local disk.
public final class CatalogueStore: Sendable {
    private let writer: GuardedDatabase
    private let reader: GuardedDatabase
    private let mark: HighWaterMark
    private let watch = WriteWatch()
    private let directory: String
    let clock: @Sendable () -> Int64

    /// Opens the store in a directory, and makes the directory and the file where they are missing.
    ///
    /// - Parameters:
    ///   - busyTimeout: how long a call waits for another program that is writing.
    ///   - clock: milliseconds since 1970 UTC.
    /// - Throws: `StoreError`.
    public convenience init(
        directory: String, busyTimeout: Duration = .seconds(5),
        clock: @escaping @Sendable () -> Int64 = CatalogueStore.wallClock
    ) throws {
        try translating {
            guard mkdir(directory, 0o750) == 0 || errno == EEXIST else {
                throw StoreError(
                    "The directory \(directory) cannot be made: \(String(cString: strerror(errno))). "
                        + "Check that its parent exists and that this user may write there.")
            }
        }
        try self.init(at: directory, busyTimeout: busyTimeout, clock: clock)
    }

    /// Opens the store that must be in a directory already.
    ///
    /// - Throws: `StoreError`, also where there is none: a question to a directory that is misspelt
    ///   should not be answered from an empty catalogue.
    public convenience init(
        existing directory: String, busyTimeout: Duration = .seconds(5),
        clock: @escaping @Sendable () -> Int64 = CatalogueStore.wallClock
    ) throws {
        try CatalogueStore.require(directory)
        try self.init(at: directory, busyTimeout: busyTimeout, clock: clock)
    }

    static func require(_ directory: String) throws {
        guard access(directory + "/" + fileName, F_OK) == 0 else {
            throw StoreError(
                "There is no registry in \(directory). Fill one with `secondlook-registry import "
                    + "catalogue`, or check the path.")
        }
    }

    private init(
        at directory: String, busyTimeout: Duration, clock: @escaping @Sendable () -> Int64
    ) throws {
        self.clock = clock
        self.directory = directory
        let file = directory + "/" + CatalogueStore.fileName
        let database = try translating {
            try PrivateFile.make(file)
            return try CatalogueStore.openForWriting(file, busyTimeout, directory)
        }
        let faults = CatalogueStore.faults(in: directory, database)
        guard faults.isEmpty else { throw StoreError(damaged: directory, faults) }
        mark = try translating { try HighWaterMark(CatalogueStore.mark(in: directory)) }
        writer = GuardedDatabase(database)
        reader = GuardedDatabase(
            try translating {
                let database = try Database(file, access: .readWrite, busyTimeout: busyTimeout)
                try database.execute("PRAGMA query_only = ON; PRAGMA cell_size_check = ON")
                return database
            })
    }

    private static func openForWriting(
        _ file: String, _ busyTimeout: Duration, _ directory: String
    ) throws -> Database {
        let database = try Database(file, busyTimeout: busyTimeout)
        try database.execute(
            """
            PRAGMA journal_mode = WAL;
            PRAGMA synchronous = FULL;
            PRAGMA foreign_keys = ON;
            PRAGMA secure_delete = ON;
            PRAGMA cell_size_check = ON;
            """)
        // Before the schema says that there is one; an older store has it from here on.
        if try database.schemaVersion() < Schema.stepWithMark {
            try HighWaterMark.create(mark(in: directory))
        }
        try database.migrate(Schema.steps)
        return database
    }

    /// What is wrong with a store, a sentence each.
    static func faults(in directory: String, _ database: Database) -> [String] {
        let levels = Result { try HighWaterMark.levels(at: mark(in: directory)) }
        return StoreCheck.faults(levels, database)
    }

    private static func mark(in directory: String) -> String { directory + "/" + markName }

    /// The file's name in the directory.
    public static let fileName = "registry.db"
    /// The name of the file beside it that says what it is known to have held.
    public static let markName = "registry.mark"

    /// Milliseconds since 1970 UTC, as the machine has them.
    public static let wallClock: @Sendable () -> Int64 = {
        var now = timespec()
        clock_gettime(CLOCK_REALTIME, &now)
        return Int64(now.tv_sec) * 1_000 + Int64(now.tv_nsec) / 1_000_000
    }

    /// Reads in one view of the file, whatever is written meanwhile.
    func reading<Value: Sendable>(_ body: (Reading) throws -> Value) throws -> Value {
        try reader.withLock { database in
            try translating {
                try database.transaction(.deferred) { try body(Reading(database: database)) }
            }
        }
    }

    /// Writes in one transaction, durable when this returns, or not at all.
    func writing<Value: Sendable>(_ body: (Database) throws -> Value) throws -> Value {
        try writer.withLock { database in
            try translating {
                let (value, count) = try watch.watching {
                    try database.transaction(.immediate) {
                        let before = database.allChanges
                        let value = try body(database)
                        guard database.allChanges > before else { return (value, Int64?.none) }
                        try database.run("UPDATE commits SET count = count + 1")
                        return (value, try StoreCheck.commits(in: database))
                    }
                }
                do {
                    if let count { try mark.raise([StoreCheck.commits: count]) }
                } catch {
                    watch.failed("\(error)")
                    throw error
                }
                return value
            }
        }
    }

    /// Why nothing can be written, as the latest try showed; nil where it went well.
    public var writeTrouble: String? { watch.trouble }

    /// Where nothing could be written, looks whether it can be again.
    public func tryAgain() {
        guard watch.trouble != nil else { return }
        // A small write may find room that was there before, where the next entry will not.
        if watch.isFull, DiskSpace(at: directory)?.isNearlyFull == true { return }
        _ = try? writing { database in try database.run("UPDATE commits SET count = count") }
    }

    /// Takes the write-ahead log back into the file and empties it. Where a reader is in the way, a
    /// later write does.
    func takeBackWriteAheadLog() {
        try? writer.withLock { try $0.run("PRAGMA wal_checkpoint(TRUNCATE)") }
    }

    /// The catalogue's version: how many changes there were.
    public func version() throws -> Int { try reading { try $0.version() } }
}
