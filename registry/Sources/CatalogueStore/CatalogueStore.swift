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
        try self.init(
            file: directory + "/" + CatalogueStore.fileName, busyTimeout: busyTimeout, clock: clock)
    }

    /// Opens the store that must be in a directory already.
    ///
    /// - Throws: `StoreError`, also where there is none: a question to a directory that is misspelt
    ///   should not be answered from an empty catalogue.
    public convenience init(
        existing directory: String, busyTimeout: Duration = .seconds(5),
        clock: @escaping @Sendable () -> Int64 = CatalogueStore.wallClock
    ) throws {
        let file = directory + "/" + CatalogueStore.fileName
        guard access(file, F_OK) == 0 else {
            throw StoreError(
                "There is no registry in \(directory). Fill one with `secondlook-registry import "
                    + "catalogue`, or check the path.")
        }
        try self.init(file: file, busyTimeout: busyTimeout, clock: clock)
    }

    private init(
        file: String, busyTimeout: Duration, clock: @escaping @Sendable () -> Int64
    ) throws {
        self.clock = clock
        writer = GuardedDatabase(
            try translating {
                let database = try Database(file, busyTimeout: busyTimeout)
                try CatalogueStore.prepare(database)
                try database.migrate(Schema.steps)
                return database
            })
        reader = GuardedDatabase(
            try translating {
                let database = try Database(file, access: .readWrite, busyTimeout: busyTimeout)
                try database.execute("PRAGMA query_only = ON")
                return database
            })
    }

    private static func prepare(_ database: Database) throws {
        try database.execute(
            """
            PRAGMA journal_mode = WAL;
            PRAGMA synchronous = FULL;
            PRAGMA foreign_keys = ON;
            """)
    }

    /// The file's name in the directory.
    public static let fileName = "registry.db"

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
            try translating { try database.transaction(.immediate) { try body(database) } }
        }
    }

    /// The catalogue's version: how many changes there were.
    public func version() throws -> Int { try reading { try $0.version() } }
}
