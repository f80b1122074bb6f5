private import Contract
public import EventLog

/// Everything that stands in quarantine, read from the log.
public struct QuarantineShelf: Sendable {
    /// The records by their places. A record that was put aside twice, because an engine died
    /// before it could say so, is here once.
    public var records: [QuarantinedRecord] { kept.values.sorted { $0.place < $1.place } }
    /// At most as many have left the topic, because its retention is limited.
    public private(set) var expired = 0

    private var kept: [QuarantinePlace: QuarantinedRecord] = [:]
    private var firstPlace: [Position: QuarantinePlace] = [:]
    private var repeats: [QuarantinePlace: QuarantinePlace] = [:]

    /// Reads the topic to where it ends now.
    ///
    /// - Throws: what the log throws.
    public init(from log: any EventLog) throws {
        let extent = try log.extent(of: [Contract.quarantine])
        expired = extent.values.reduce(0) { $0 + Int($1.lowerBound) }
        try log.readThrough(extent) { batch in
            for record in batch { take(record) }
        }
    }

    /// The record that stands at a place.
    public func record(at place: QuarantinePlace) -> QuarantinedRecord? {
        kept[repeats[place] ?? place]
    }

    private mutating func take(_ record: Record) {
        // A decision stands behind the record that it is about, in the same partition.
        if let decision = QuarantineDecision(record) {
            kept[repeats[decision.place] ?? decision.place]?.decision = decision
            return
        }
        let entry = QuarantinedRecord(record)
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
