private import Contract
public import EventLog

/// What stands in quarantine, read from the log: all of it, or some of the topic's partitions. It
/// keeps about 400 bytes a record, and of the records' own bytes none.
public struct QuarantineShelf: Sendable {
    /// The records by their places. A record that was put aside twice, because an engine died
    /// before it could say so, is here once.
    public var records: [QuarantinedRecord] { kept.values.sorted { $0.place < $1.place } }
    /// At most as many have left the topic, because its retention is limited.
    public private(set) var expired = 0

    private var kept: [QuarantinePlace: QuarantinedRecord] = [:]
    private var firstPlace: [Position: QuarantinePlace] = [:]
    private var repeats: [QuarantinePlace: QuarantinePlace] = [:]

    /// Reads the topic to where it ends now. A decision stands in the partition of what it is about,
    /// and so does a repeat, so that each partition can be read by itself.
    ///
    /// - Parameters:
    ///   - partitions: their numbers; nil for all.
    ///   - progress: is told now and then how many records have been read.
    /// - Throws: what the log throws.
    public init(
        from log: any EventLog, partitions: Set<Int>? = nil, progress: (Int) -> Void = { _ in }
    ) throws {
        let extent = try log.extent(of: [Contract.quarantine])
            .filter { partitions?.contains($0.key.number) ?? true }
        expired = extent.values.reduce(0) { $0 + Int($1.lowerBound) }
        var read = 0
        try log.readThrough(extent, atMost: QuarantineShelf.together) { batch in
            for record in batch { take(record) }
            read += batch.count
            progress(read)
        }
    }

    /// Records taken from the log at once: each may have 2 MiB.
    static let together = 100

    /// The record that stands at a place.
    public func record(at place: QuarantinePlace) -> QuarantinedRecord? {
        kept[repeats[place] ?? place]
    }

    private mutating func take(_ record: Record) {
        let headers = OurHeaders(of: record)
        // A decision stands behind the record that it is about.
        if let decision = QuarantineDecision(headers) {
            kept[repeats[decision.place] ?? decision.place]?.decision = decision
            return
        }
        let entry = QuarantinedRecord(record, headers)
        if let origin = entry.origin {
            if let first = firstPlace[origin] {
                repeats[entry.place] = first
                return
            }
            firstPlace[origin] = entry.place
        }
        kept[entry.place] = entry
    }
}

extension EventLog {
    /// How many records and decisions each partition of the quarantine holds, by its number.
    public func quarantineCounts() throws -> [Int: Int] {
        Dictionary(
            uniqueKeysWithValues: try extent(of: [Contract.quarantine])
                .map { ($0.key.number, $0.value.count) })
    }

    /// Hands over the records that stand at places in quarantine, whole, one after another by their
    /// places.
    ///
    /// - Throws: what the log and `take` throw.
    public func readQuarantined(
        _ places: some Sequence<QuarantinePlace>, _ take: (Record) throws -> Void
    ) throws {
        let wanted = Dictionary(grouping: Set(places), by: \.partition)
        for (number, places) in wanted.sorted(by: { $0.key < $1.key }) {
            let offsets = Set(places.map(\.offset))
            guard let first = offsets.min(), let last = offsets.max() else { continue }
            let partition = Partition(topic: Contract.quarantine.name, number: number)
            try readThrough([partition: first..<last + 1], atMost: QuarantineShelf.together) {
                for record in $0 where offsets.contains(record.position.offset) {
                    try take(record)
                }
            }
        }
    }
}
