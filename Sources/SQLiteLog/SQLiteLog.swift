public import EventLog
private import Glibc
internal import SQLite

/// An event log in one SQLite file, for as many processes of one machine as like: it needs no
/// server, and what it reported durable survives a power cut.
///
/// One thread writes, in groups, each flushed to the disk before its appends hear of it. Readers
/// have connections of their own and neither wait for the writer nor hold it up. The directory
/// must be on a local file system: SQLite's write-ahead log and flock(2) do not cross a network.
public final class SQLiteLog: EventLog {
    let directory: Directory
    let table: PartitionTable
    private let bell = Bell()
    let findings: Findings
    let writer: Writer
    let survey: Survey
    private let followers = Followers()

    /// Opens the log in a directory, and creates what is missing: the directory (not its parent),
    /// the file, the topics.
    ///
    /// - Parameters:
    ///   - traces: names of files that the program leaves in the directory once there is a log.
    ///   - clock: the time that records are stamped with, in milliseconds since 1970 UTC.
    /// - Throws: `LogError.unavailable` where the directory cannot be used, where a log was in it that
    ///   is gone, or where the file has another number of partitions for a topic.
    public convenience init(
        directory: String, topics: [Topic], traces: [String] = [],
        clock: @escaping @Sendable () -> Int64 = SQLiteLog.wallClock
    ) throws {
        try self.init(
            Directory(path: directory, others: traces), limits: Queue.Limits(), clock: clock
        ) {
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

    /// Opens the log that is in a directory already, to read it: also where nothing can be written,
    /// and without changing anything. It takes no messages, and topics that it lacks are without
    /// partitions.
    ///
    /// - Throws: `LogError.unavailable`, as the other inits do, also where an older program wrote it.
    public convenience init(reading directory: String) throws {
        let directory = try translatingErrors { try Directory(path: directory).forReading() }
        try self.init(directory, limits: Queue.Limits(), clock: SQLiteLog.wallClock) { _ in }
    }

    init(
        _ directory: Directory, limits: Queue.Limits, clock: @escaping @Sendable () -> Int64,
        prepare: (Directory) throws -> Void
    ) throws {
        self.directory = directory
        let findings = Findings(directory.path)
        self.findings = findings
        (table, survey, writer) = try translatingErrors { [bell] in
            try prepare(directory)
            let levels = Result { try HighWaterMark.levels(at: directory.mark) }
            let survey = try Survey(directory, findings)
            let table = try survey.ask { try PartitionTable($0) }
            try survey.ask { try OpeningCheck.run(levels, $0, table, findings) }
            if !findings.isEmpty { directory.keepWriteAheadLog() }
            return (
                table, survey,
                try Writer(
                    directory, limits: limits, bell: bell, findings: findings, clock: clock)
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
        let partitions = try topics.filter {
            directory.reading == nil || table.counts[$0.name] != nil
        }.flatMap { try table.partitions(of: $0.name) }
        let extents = try survey.ask { try $0.extents() }
        return Dictionary(
            uniqueKeysWithValues: partitions.map { ($0.partition, extents[$0.id] ?? 0..<0) })
    }

    public func reader(from offsets: [Partition: Int64]) throws -> any LogReader {
        let tail = try Tail(directory, bell: bell, findings)
        try tail.seek(to: offsets)
        let reader = SQLiteReader(tail)
        try followers.add(reader)
        return reader
    }

    public func join(_ group: String, topics: [Topic]) throws -> any GroupMember {
        let partitions = try topics.flatMap { try table.partitions(of: $0.name) }
        let member = SQLiteMember(
            of: group, partitions: partitions, lock: try directory.lock(of: group),
            tail: try Tail(directory, bell: bell, findings), writer: writer, bell: bell)
        try followers.add(member)
        return member
    }

    public func committed(by group: String) throws -> [Partition: Int64] {
        let (positions, isAll) = try survey.ask { try $0.positions(of: group) }
        if !isAll { findings.note("Where the group \(group) stands is not what was written.") }
        return Dictionary(
            uniqueKeysWithValues: positions.compactMap { id, offset in
                table[id].map { ($0, offset) }
            })
    }

    /// What a reader found missing or damaged so far stands in it, besides what retention removed.
    public func survey(of topics: [Topic]) throws -> [Partition: PartitionSurvey] {
        let missing = findings.missing
        return Dictionary(
            uniqueKeysWithValues: try extent(of: topics).map { partition, kept in
                let id = try table.id(of: partition)
                let before = table.missing(0..<kept.lowerBound, of: id)
                return (
                    partition,
                    PartitionSurvey(
                        accepted: kept,
                        missing: (before + (missing[partition] ?? [])).sorted {
                            $0.lowerBound < $1.lowerBound
                        })
                )
            })
    }

    public var faults: [LogFault] {
        let lost = Directory.advice(writer.standing).map { LogFault(nil, $0) }
        return (lost.map { [$0] } ?? []) + findings.faults
    }

    public var writeTrouble: String? {
        Directory.advice(writer.standing) ?? findings.refusal ?? writer.watch.trouble
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
