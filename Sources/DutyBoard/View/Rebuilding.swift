/// What an engine is still reading of the log before it writes about those children again: after a
/// start, or after it took partitions over.
///
/// Only an engine in the board's own process can be asked. A board on its own knows how far it has
/// come itself, and says nothing about engines elsewhere.
public struct Rebuilding: Hashable, Sendable {
    /// One partition of one topic, and how much of it is still to be read.
    public struct Part: Hashable, Sendable {
        public let topic: String
        public let partition: Int
        /// Records to be read.
        public let records: Int
        /// Seconds from the last record read to now; nil before the first is read.
        public let seconds: Int?

        public init(topic: String, partition: Int, records: Int, seconds: Int?) {
            self.topic = topic
            self.partition = partition
            self.records = records
            self.seconds = seconds
        }
    }

    /// How many partitions the engine has. Those of one number count as one: they hold the same
    /// children.
    public let partitions: Int
    /// What is still to be read, in order; never empty.
    public let parts: [Part]

    /// Nil where nothing is.
    public init?(partitions: Int, parts: [Part]) {
        guard !parts.isEmpty else { return nil }
        self.partitions = partitions
        self.parts = parts
    }

    /// In words: `3 of 12 partitions, up to 40 seconds behind`.
    var words: String {
        let behind = Set(parts.map(\.partition)).count
        let count = "\(behind) of \(partitions) partition\(partitions == 1 ? "" : "s")"
        guard let seconds = parts.compactMap(\.seconds).max() else { return count }
        return "\(count), up to \(Rebuilding.spell(seconds)) behind"
    }

    private static func spell(_ seconds: Int) -> String {
        let (number, unit) =
            switch seconds {
            case ..<120: (seconds, "second")
            case ..<7_200: (seconds / 60, "minute")
            case ..<172_800: (seconds / 3_600, "hour")
            default: (seconds / 86_400, "day")
            }
        return "\(number) \(unit)\(number == 1 ? "" : "s")"
    }
}
