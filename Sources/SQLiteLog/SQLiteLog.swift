public import EventLog
private import Glibc

/// An event log in one SQLite file, for as many processes of one machine as like: it needs no
/// server, and what it reported durable survives a power cut.
///
/// One thread writes, in groups, each flushed to the disk before its appends hear of it. Readers
/// have connections of their own and neither wait for the writer nor hold it up. The directory
/// must be on a local file system: SQLite's write-ahead log and flock(2) do not cross a network.
public final class SQLiteLog: EventLog {
    private let directory: Directory
    private let table: PartitionTable
    private let bell = Bell()
    let writer: Writer
    private let survey: Survey
    private let followers = Followers()

    /// Opens the log in a directory, and creates what is missing: the directory (not its parent),
    /// the file, the topics.
    ///
    /// - Parameter clock: the time that records are stamped with, in milliseconds since 1970 UTC.
    /// - Throws: `LogError.unavailable` where the directory cannot be used or the file has another
    ///   number of partitions for a topic.
    public convenience init(
        directory: String, topics: [Topic],
        clock: @escaping @Sendable () -> Int64 = SQLiteLog.wallClock
    ) throws {
        try self.init(Directory(path: directory), limits: Queue.Limits(), clock: clock) {
            try $0.create(topics: topics)
        }
    }

    /// Opens the log that is in a directory already. Topics that it lacks are added.
    ///
    /// - Throws: `LogError.unavailable` where there is no log, besides the other init's reasons.
    public convenience init(
        existing directory: String, topics: [Topic] = [],
        clock: @escaping @Sendable () -> Int64 = SQLiteLog.wallClock
    ) throws {
        try self.init(Directory(path: directory), limits: Queue.Limits(), clock: clock) {
            try $0.open(topics: topics)
        }
    }

    init(
        _ directory: Directory, limits: Queue.Limits, clock: @escaping @Sendable () -> Int64,
        prepare: (Directory) throws -> Void
    ) throws {
        self.directory = directory
        (table, survey, writer) = try translatingErrors { [bell] in
            try prepare(directory)
            let survey = try Survey(directory)
            return (
                try survey.ask { try PartitionTable($0) }, survey,
                try Writer(directory, limits: limits, bell: bell, clock: clock)
            )
        }
        try writer.start()
    }

    deinit { writer.stop() }

    /// Milliseconds since 1970 UTC, as the machine has them.
    public static let wallClock: @Sendable () -> Int64 = {
        var now = timespec()
        clock_gettime(CLOCK_REALTIME, &now)
        return Int64(now.tv_sec) * 1_000 + Int64(now.tv_nsec) / 1_000_000
    }

    public func append(
        _ messages: [Message],
        whenDurable: @escaping @Sendable (Result<[Position], any Error>) -> Void
    ) {
        do {
            let drafts = try messages.map { message in
                let draft = try table.draft(message)
                guard draft.bytes <= writer.limits.message else {
                    throw LogError.unavailable(
                        """
                        A message of \(draft.bytes) bytes for \(message.topic.name) is larger \
                        than the log takes (\(writer.limits.message)). Send it in parts.
                        """)
                }
                return draft
            }
            writer.put(Request(.append(drafts), whenDurable: whenDurable))
        } catch {
            let refusal = error as? LogError ?? .unavailable("\(error)")
            writer.put(Request(.refuse(refusal), whenDurable: whenDurable))
        }
    }

    public func extent(of topics: [Topic]) throws -> [Partition: Range<Int64>] {
        let partitions = try topics.flatMap { try table.partitions(of: $0.name) }
        let extents = try survey.ask { try $0.extents() }
        return Dictionary(
            uniqueKeysWithValues: partitions.map { ($0.partition, extents[$0.id] ?? 0..<0) })
    }

    public func reader(from offsets: [Partition: Int64]) throws -> any LogReader {
        let tail = try Tail(directory, bell: bell)
        try tail.seek(to: offsets)
        let reader = SQLiteReader(tail)
        try followers.add(reader)
        return reader
    }

    public func join(_ group: String, topics: [Topic]) throws -> any GroupMember {
        let partitions = try topics.flatMap { try table.partitions(of: $0.name) }
        let member = SQLiteMember(
            of: group, partitions: partitions, lock: try directory.lock(of: group),
            tail: try Tail(directory, bell: bell), writer: writer, bell: bell)
        try followers.add(member)
        return member
    }

    public func committed(by group: String) throws -> [Partition: Int64] {
        let positions = try survey.ask { try $0.positions(of: group) }
        return Dictionary(
            uniqueKeysWithValues: positions.compactMap { id, offset in
                table[id].map { ($0, offset) }
            })
    }

    public func close() {
        writer.stop()
        writer.waitUntilFinished()
        followers.close()
        survey.close()
    }

    /// Forgets the records of a partition below an offset. What retention will stand on: readers
    /// that stand there are told `LogError.positionLost`.
    func trim(_ partition: Partition, below offset: Int64) throws {
        try writer.perform(
            .trim([PartitionOffset(partition: try table.id(of: partition), offset: offset)]))
    }
}
