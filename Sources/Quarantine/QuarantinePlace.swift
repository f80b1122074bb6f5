public import EventLog

/// Where a record stands in quarantine: `PARTITION:OFFSET`, which is its name there.
public struct QuarantinePlace: Hashable, Comparable, Sendable {
    public let partition: Int
    public let offset: Int64

    /// - Parameter position: one of the quarantine topic.
    public init(_ position: Position) {
        partition = position.partition.number
        offset = position.offset
    }

    /// Reads `7:12`, and `7-12` too.
    public init?(_ text: String) {
        let parts = text.split(omittingEmptySubsequences: false) { $0 == ":" || $0 == "-" }
        guard parts.count == 2, let partition = Int(parts[0]), let offset = Int64(parts[1]),
            partition >= 0, offset >= 0
        else { return nil }
        self.partition = partition
        self.offset = offset
    }

    public static func < (left: QuarantinePlace, right: QuarantinePlace) -> Bool {
        (left.partition, left.offset) < (right.partition, right.offset)
    }
}

extension QuarantinePlace: CustomStringConvertible {
    public var description: String { "\(partition):\(offset)" }
}
