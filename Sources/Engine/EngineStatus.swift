public import EventLog

/// How far the engine has come, for whoever asks while it works.
public struct EngineStatus: Sendable {
    /// Whether it has read its partitions to where they ended when it got them, and has reconciled.
    public var isCaughtUp = false
    /// The partitions it has.
    public var partitions: Set<Partition> = []
    /// How many records it has still to read before it is caught up.
    public var behind: Int64 = 0
    /// Children it knows.
    public var children = 0
    /// Records read since it began, repeats included.
    public var records = 0
    /// Events that were repeats and changed nothing.
    public var repeats = 0
    /// Records put into quarantine.
    public var quarantined = 0
    /// Alert revisions appended.
    public var revisions = 0
    /// Appraisals made.
    public var appraisals = 0
    /// Milliseconds from the system's recording an event to its arrival here, the last one read.
    public var lastLateness: Int64 = 0
    /// When the newest record read was appended, in milliseconds since 1970 UTC.
    public var completeUpTo: Int64 = 0

    public init() {}
}
