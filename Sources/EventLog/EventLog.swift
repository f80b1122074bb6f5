/// The only truth: append-only topics that any number of writers extend and any number of readers
/// follow.
///
/// What holds for every log behind this door (one contract suite checks them all):
/// - What `append` reported durable is read by every reader from then on, also after the process
///   or the machine was killed.
/// - Records of one partition are read in the order of their offsets, each once per reader.
/// - Messages of one `append` that share a partition stand there in the order given.
/// - A reader's `next` returns within 50 ms of another thread's or process's append.
public protocol EventLog: AnyObject, Sendable {
    /// Appends messages, all or none where the log can (SQLite), each on its own where it cannot
    /// (Kafka), and says where they stand once they are durable.
    ///
    /// Returns at once; blocks only while the log's bounded queue of waiting messages is full.
    /// `whenDurable` is called once, on a thread of the log's: it must not block. Positions are in
    /// the order of the messages.
    func append(
        _ messages: [Message],
        whenDurable: @escaping @Sendable (Result<[Position], any Error>) -> Void
    )

    /// For each partition of the topics, the offsets kept: from the first still there to the one
    /// that the next record will get at the least.
    func extent(of topics: [Topic]) throws -> [Partition: Range<Int64>]

    /// The same by the log's own account: what it accepted, what can be read of that, and what is
    /// missing. Names every partition that the topics have, those beyond the declared number
    /// included. A log that keeps everything it accepts need not implement it.
    func survey(of topics: [Topic]) throws -> [Partition: PartitionSurvey]

    /// How many members a consumer group has now; nil where the log cannot tell.
    func members(of group: String) throws -> Int?

    /// A reader of the partitions named, each from the offset given (inclusive).
    ///
    /// - Throws: `LogError.positionLost` where an offset lies below what the log still keeps.
    func reader(from offsets: [Partition: Int64]) throws -> any LogReader

    /// Joins a consumer group, which shares its topics' partitions out among its members: each
    /// partition belongs to one member at a time.
    func join(_ group: String, topics: [Topic]) throws -> any GroupMember

    /// The offset that a group committed for each partition: the first it has not dealt with.
    /// Partitions without a commit are left out.
    func committed(by group: String) throws -> [Partition: Int64]

    /// The same, each with the note that was committed with it. A log that keeps no notes need not
    /// implement it.
    func commitments(of group: String) throws -> [Partition: Commitment]

    /// Whether the log can be reached, as far as can be told within a second. A log that is a file
    /// beside its program need not implement it.
    var isAnswering: Bool { get }

    /// What is known to be wrong with what the log holds: found at its opening, or since in
    /// reading. Empty says that nothing was found in what was looked at. Cheap to ask.
    var faults: [LogFault] { get }

    /// Why the log takes no messages at present, in plain sentences, as its latest try to write
    /// showed; nil while it takes them. Cheap to ask. A log that cannot tell need not implement it.
    var writeTrouble: String? { get }

    /// Ends every reader and member, finishes the appends that wait and lets go of the files or
    /// connections. Afterwards every call throws `LogError.closed`.
    func close()
}

/// Reads partitions in order. Belongs to the thread that calls `next`; only `interrupt` may be
/// called from others.
public protocol LogReader: AnyObject, Sendable {
    /// The next records, as they come, `atMost` of them; waits for the first one as long as
    /// `waiting` says and then returns what there is, perhaps nothing.
    ///
    /// Partitions share a call fairly; within one the order is that of the offsets.
    ///
    /// - Throws: `LogError.closed` after `interrupt` or after the log was closed.
    func next(atMost: Int, waiting: Duration) throws -> [Record]

    /// For partitions whose end was met, the offset below which nothing more is to be read. A log
    /// whose last offset may hold no record (Kafka's does where a transaction ends there) says so
    /// here; one without such gaps says nothing.
    var ends: [Partition: Int64] { get }

    /// Makes the present and every later `next` throw `LogError.closed`. May be called from any
    /// thread.
    func interrupt()
}

/// What a member of a consumer group is told.
public enum Delivery: Sendable {
    /// These partitions are this member's from now on. It answers with `begin`.
    case assigned([Partition])
    /// These partitions go to another member. What the member had to write about them, it writes
    /// before its next call of `next`, which is its consent.
    case revoked([Partition])
    /// Records of the partitions it has; empty when none came in time.
    case records([Record])
}

/// A member of a consumer group. Belongs to the thread that calls `next`; only `interrupt` may be
/// called from others.
public protocol GroupMember: AnyObject, Sendable {
    /// What comes next; waits as `LogReader.next` does.
    func next(atMost: Int, waiting: Duration) throws -> Delivery

    /// As `LogReader.ends`.
    var ends: [Partition: Int64] { get }

    /// Begins reading newly assigned partitions at these offsets.
    ///
    /// - Throws: `LogError.positionLost` where an offset lies below what the log still keeps.
    func begin(at offsets: [Partition: Int64]) throws

    /// Keeps, durably, the first offset not dealt with for each partition. Call it only after what
    /// the earlier records led to is durable. Partitions that are no longer this member's are
    /// passed over.
    func commit(_ offsets: [Partition: Int64]) throws

    /// The same, and with each offset a few words for whoever has the partition next, at most 1,000
    /// bytes. A log that keeps no notes need not implement it.
    func commit(_ commitments: [Partition: Commitment]) throws

    /// Whether the member, as far as it can tell at once and without waiting, still has the
    /// partitions it was assigned; asked before something is written about them. A member that was
    /// cut off, or frozen for longer than its group waits, says no before `next` delivers
    /// `revoked`. A log whose groups wait for their members for ever need not implement it.
    var isInGroup: Bool { get }

    /// Makes the present and every later `next` throw `LogError.closed`. May be called from any
    /// thread.
    func interrupt()

    /// Gives the partitions back, so that another member can have them at once.
    func leave()
}

/// What a group committed for a partition.
public struct Commitment: Hashable, Sendable {
    /// The first offset not dealt with.
    public let offset: Int64
    /// What was noted with it; empty for nothing.
    public let note: String

    public init(offset: Int64, note: String = "") {
        self.offset = offset
        self.note = note
    }
}

extension EventLog {
    public var isAnswering: Bool { true }
    public var faults: [LogFault] { [] }
    public var writeTrouble: String? { nil }

    public func commitments(of group: String) throws -> [Partition: Commitment] {
        try committed(by: group).mapValues { Commitment(offset: $0) }
    }
}

extension LogReader {
    public var ends: [Partition: Int64] { [:] }
}

extension GroupMember {
    public var ends: [Partition: Int64] { [:] }
    public var isInGroup: Bool { true }
    public func commit(_ commitments: [Partition: Commitment]) throws {
        try commit(commitments.mapValues(\.offset))
    }
}
