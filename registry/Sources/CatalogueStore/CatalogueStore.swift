private import Glibc
internal import SQLite

/// The registry in one SQLite file: everything that was ever catalogued, who changed it and when,
/// the keys, what was told and what is still to be sent.
///
/// What a call reports written survives a power cut: write-ahead log, a flush at every commit.
/// Readers have a connection of their own and do not wait for the writer. Several programs may use
/// the file at once; it must be on a local disk.
public final class CatalogueStore: Sendable {
    /// Nil where the store was opened to be read.
    private let writer: StoreWriter?
    private let reader: GuardedDatabase
    private let directory: String
    let clock: @Sendable () -> Int64

    /// Opens the store in a directory, and makes the directory and the file where they are missing.
    ///
    /// - Parameters:
    ///   - traces: names of files that the program leaves in the directory once there is a store.
    ///   - busyTimeout: how long a call waits for another program that is writing.
    ///   - clock: milliseconds since 1970 UTC.
    /// - Throws: `StoreError`, also where a store was in the directory that is gone.
    public convenience init(
        directory: String, traces: [String] = [], busyTimeout: Duration = .seconds(5),
        clock: @escaping @Sendable () -> Int64 = CatalogueStore.wallClock
    ) throws {
        try translating {
            guard mkdir(directory, 0o750) == 0 || errno == EEXIST else {
                throw StoreError(
                    "The directory \(directory) cannot be made: \(String(cString: strerror(errno))). "
                        + "Check that its parent exists and that this user may write there.")
            }
        }
        try CatalogueStore.refuseToBeginAnew(in: directory, traces)
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

    /// Opens the store that must be in a directory already, to read it: also where nothing can be
    /// written, and without changing anything.
    ///
    /// - Throws: `StoreError`, as the other inits do, also where an older program wrote it.
    public init(reading directory: String) throws {
        try CatalogueStore.require(directory)
        clock = CatalogueStore.wallClock
        self.directory = directory
        writer = nil
        let database = try translating {
            let database = try QuietReading(directory + "/" + CatalogueStore.fileName).open()
            try database.execute("PRAGMA cell_size_check = ON")
            guard try database.isUpToDate(with: Schema.steps.count) else {
                throw StoreError(
                    """
                    The registry in \(directory) was written by an older program, and a command that \
                    reads does not change it. Use that program's command; or stop its server, make a \
                    backup, and start secondlook-registry serve of this one, which brings the \
                    registry up to date.
                    """)
            }
            return database
        }
        let faults = CatalogueStore.faults(in: directory, database)
        guard faults.isEmpty else { throw StoreError(damaged: directory, faults) }
        reader = GuardedDatabase(database)
    }

    /// Throws where the store's file is gone from a directory in which there was a store.
    private static func refuseToBeginAnew(in directory: String, _ others: [String] = []) throws {
        let traces = LostDatabase.traces(
            of: directory + "/" + fileName, mark: mark(in: directory),
            others: others.map { directory + "/" + $0 })
        guard let first = traces.first else { return }
        throw StoreError(
            """
            There was a registry in \(directory), and its file \(fileName) is gone or empty: \
            \(first) is still there. No new one is begun in its place. Put the file back, or restore \
            a backup into another directory (secondlook-registry restore). To begin a new registry \
            knowingly, name a directory that is not there yet, or is empty.
            """)
    }

    static func require(_ directory: String) throws {
        try refuseToBeginAnew(in: directory)
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
        reader = GuardedDatabase(
            try translating {
                let database = try Database(file, access: .readWrite, busyTimeout: busyTimeout)
                try database.execute("PRAGMA query_only = ON; PRAGMA cell_size_check = ON")
                return database
            })
        writer = try translating {
            try StoreWriter(database, file, CatalogueStore.mark(in: directory))
        }
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
        guard let writer else {
            throw StoreError("The registry in \(directory) was opened to be read.")
        }
        return try translating { try writer.write(body) }
    }

    /// Why nothing can be written, as the latest look or try showed; nil where it went well.
    public var writeTrouble: String? { writer?.trouble }

    /// For how long a write has been waiting for another program that is writing; nil where none is.
    public var waitingForLock: Duration? { writer?.waitingForLock }

    /// Looks whether the files are where they were and whether they could be written. To be called
    /// twice a second or so.
    public func lookOut() { writer?.lookOut() }

    /// Takes the write-ahead log back into the file and empties it. Where a reader is in the way, a
    /// later write does.
    func takeBackWriteAheadLog() { writer?.takeBackWriteAheadLog() }

    /// The catalogue's version: how many changes there were.
    public func version() throws -> Int { try reading { try $0.version() } }
}
