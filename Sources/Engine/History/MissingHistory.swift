import Contract
public import EventLog

/// Records that were there once and are not any more: what the log says is missing, and what a group
/// read that is no longer there.
///
/// Whoever lacks a part of a child's history cannot say that an alert no longer follows from the
/// records; so nothing is withdrawn about the children of these partitions.
public struct MissingHistory: Hashable, Sendable {
    /// The offsets that are missing, in order; never empty for a partition.
    public private(set) var offsets: [Partition: [Range<Int64>]] = [:]

    /// Nothing is missing.
    public init() {}

    init(offsets: [Partition: [Range<Int64>]]) { self.offsets = offsets }

    /// - Parameters:
    ///   - survey: of the record topics.
    ///   - commitments: of the group of the engines.
    public init(
        _ survey: [Partition: PartitionSurvey], rememberedBy commitments: [Partition: Commitment]
    ) {
        let memory = Memory(of: commitments)
        let topics = Set(Contract.records.map(\.name))
        for (partition, found) in survey where topics.contains(partition.topic) {
            let page = memory[partition] ?? Page()
            var missing = found.missing.compactMap { gone -> Range<Int64>? in
                let rest = max(gone.lowerBound, page.start)..<max(gone.upperBound, page.start)
                return rest.isEmpty ? nil : rest
            }
            let read = max(page.next, commitments[partition]?.offset ?? 0)
            if page.isAnother {
                missing = [page.start..<max(page.next, page.start + 1)]
            } else if read > found.accepted.upperBound,
                missing.last.map({ $0.upperBound < read }) ?? true
            {
                missing.append(found.accepted.upperBound..<read)
            }
            if !missing.isEmpty { offsets[partition] = missing }
        }
    }

    /// Reads it from a log, for a group of engines.
    public init(of log: any EventLog, group: String) throws {
        self.init(
            try log.survey(of: Contract.records), rememberedBy: try log.commitments(of: group))
    }

    public var isEmpty: Bool { offsets.isEmpty }

    /// How many offsets are missing in all.
    public var count: Int64 {
        offsets.values.reduce(0) { $0 + $1.reduce(0) { $0 + Int64($1.count) } }
    }

    /// Whether a child of the partitions of this number may lack a part of its history.
    public func touches(_ number: Int) -> Bool { offsets.keys.contains { $0.number == number } }

    /// In a sentence for whoever runs the program, with what to do about it; nil where nothing is.
    public var sentence: String? {
        guard !isEmpty else { return nil }
        let places = offsets.sorted { $0.key < $1.key }.map { partition, gone in
            let ranges = gone.map { "\($0.lowerBound) to \($0.upperBound - 1)" }
            return
                "\(partition.topic)/\(partition.number) (offsets \(ranges.joined(separator: ", ")))"
        }
        let named = places.prefix(Self.named).joined(separator: ", ")
        let more = places.count > Self.named ? " and \(places.count - Self.named) more" : ""
        return "Records are missing that were there once, in \(named)\(more). No alert of the "
            + "children there is withdrawn because of it. Restore the records from a backup; on "
            + "Kafka, if they were removed knowingly, stop the engines and run \"secondlook topics "
            + "accept\"."
    }

    /// So many partitions are named.
    private static let named = 4
}
