/// What a server did since its start; nothing in it says who asked, or for what.
public struct ServerCounters: Sendable {
    /// Upper bounds of the latency buckets, in seconds, each inclusive; one more has no bound.
    public static let latencyBounds: [Double] = [
        0.0005, 0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5,
    ]

    /// Connections ever accepted.
    public internal(set) var connections = 0
    public internal(set) var openConnections = 0
    /// Connections closed at once, since their address had too many.
    public internal(set) var connectionsRefused = 0
    /// Connections closed since no whole request came in time, or since others needed their place.
    public internal(set) var clientsLetGo = 0

    /// Responses by the first digit of their status, from 1 to 5.
    public internal(set) var responsesByClass: [Int: Int] = [:]
    /// Requests refused before a handler saw them: too large, malformed, or too late.
    public internal(set) var requestsRefused = 0
    public internal(set) var requestsInFlight = 0

    public internal(set) var openStreams = 0
    public internal(set) var streamsRefused = 0
    public internal(set) var streamsOverrun = 0

    /// Bodies given up since all together took too much.
    public internal(set) var bodiesRefused = 0
    /// Bytes that bodies take at present.
    public internal(set) var bodyBytes = 0

    /// Requests per latency bucket, from the whole request to the start of the answer.
    public internal(set) var latencyBuckets = [Int](repeating: 0, count: latencyBounds.count + 1)
    /// The sum of all latencies, in seconds.
    public internal(set) var latencySum = 0.0

    mutating func count(status: Int, nanoseconds: UInt64) {
        responsesByClass[status / 100, default: 0] += 1
        guard nanoseconds > 0 else { return }
        let seconds = Double(nanoseconds) / 1e9
        latencySum += seconds
        let bucket = ServerCounters.latencyBounds.firstIndex { seconds <= $0 }
        latencyBuckets[bucket ?? ServerCounters.latencyBounds.count] += 1
    }
}
