/// How late events come: from a system's recording one to the log's taking it.
public struct Lateness: Sendable {
    /// Seconds up to which an event belongs into each bucket: from what no one notices to what a
    /// monthly return brings.
    public static let bounds: [Double] = [
        1, 5, 15, 60, 300, 900, 3_600, 21_600, 86_400, 604_800, 2_678_400, 31_536_000,
    ]

    /// Events in each bucket, and last those later than all bounds.
    public private(set) var counts = [Int](repeating: 0, count: bounds.count + 1)
    /// Of all events together, in seconds; an event from the future counts nothing.
    public private(set) var sum = 0.0

    private static let limits = bounds.map { Int64($0 * 1_000) }

    public init() {}

    mutating func note(_ milliseconds: Int64) {
        var bucket = 0
        while bucket < Lateness.limits.count, milliseconds > Lateness.limits[bucket] { bucket += 1 }
        counts[bucket] += 1
        sum += Double(max(0, milliseconds)) / 1_000
    }

    /// Adds what was noted elsewhere.
    mutating func add(_ other: Lateness) {
        for bucket in counts.indices { counts[bucket] += other.counts[bucket] }
        sum += other.sum
    }
}
