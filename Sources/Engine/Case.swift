import Casework

/// What the engine knows about one child.
struct Case: Sendable {
    var chronology = Chronology()
    /// The latest revision of every alert about the child, as the `alerts` topic says.
    private(set) var published: [String: Published] = [:]
    /// Until when the last appraisal stays true; nil for good, or where there was none yet.
    var validUntil: Moment?
    /// The number of the partition that holds the child's story.
    let partition: Int

    init(partition: Int) { self.partition = partition }

    /// Takes in what the `alerts` topic says. What stands later in the log overrules what stands
    /// earlier, whoever wrote it.
    ///
    /// - Returns: whether that was news.
    mutating func publish(_ alert: Alert, at offset: Int64) -> Bool {
        if let known = published[alert.id], known.offset >= offset { return false }
        published[alert.id] = Published(alert: alert, offset: offset)
        return true
    }
}

/// An alert's revision and where it stands in its partition.
struct Published: Sendable {
    let alert: Alert
    let offset: Int64
}
