/// How long something took, many times.
struct Timings: Encodable {
    private var milliseconds: [Double] = []

    var count: Int { milliseconds.count }

    /// Runs the body and keeps how long it took.
    mutating func time<Value>(_ body: () throws -> Value) rethrows -> Value {
        let clock = ContinuousClock()
        let start = clock.now
        let value = try body()
        milliseconds.append((clock.now - start) / .milliseconds(1))
        return value
    }

    /// The time that the given part of all stayed within, in milliseconds.
    func at(_ part: Double) -> Double {
        let sorted = milliseconds.sorted()
        guard !sorted.isEmpty else { return 0 }
        return sorted[min(sorted.count - 1, Int((Double(sorted.count) * part).rounded(.down)))]
    }

    private enum CodingKeys: String, CodingKey { case p50ms, p95ms }

    func encode(to encoder: any Encoder) throws {
        var values = encoder.container(keyedBy: CodingKeys.self)
        try values.encode(rounded(at(0.5)), forKey: .p50ms)
        try values.encode(rounded(at(0.95)), forKey: .p95ms)
    }

    private func rounded(_ value: Double) -> Double { (value * 1_000).rounded() / 1_000 }
}
