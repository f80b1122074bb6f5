import Casework

/// A revision of an alert and where it stands on its topic.
struct PlacedAlert: Sendable {
    let alert: Alert
    let partition: Int
    let offset: Int64
    /// When the log took it.
    let at: Moment
}

/// The latest revisions of alerts in the order they were read, for pages that were away for a
/// while. It forgets the oldest, and knows what it has forgotten.
struct AlertRing: Sendable {
    private let capacity: Int
    private var places: [PlacedAlert] = []
    private var oldest = 0
    /// What lies behind it may have been forgotten.
    private(set) var floor: Bookmark

    /// - Parameter capacity: how many revisions it keeps, at least 1.
    init(capacity: Int, partitions: Int) {
        self.capacity = capacity
        floor = Bookmark(partitions: partitions)
    }

    mutating func append(_ alert: PlacedAlert) {
        guard places.count == capacity else { return places.append(alert) }
        let forgotten = places[oldest]
        floor.pass(forgotten.partition, forgotten.offset)
        places[oldest] = alert
        oldest = (oldest + 1) % capacity
    }

    /// What was before the first revision read was never here to be kept.
    mutating func begin(at bookmark: Bookmark) { floor = floor.joined(bookmark) }

    /// What lies beyond a bookmark, in the order it was read; nil where some of that is forgotten.
    func beyond(_ bookmark: Bookmark) -> [PlacedAlert]? {
        guard bookmark.isAtLeast(floor) else { return nil }
        return (places[oldest...] + places[..<oldest])
            .filter { !bookmark.covers($0.partition, $0.offset) }
    }
}
