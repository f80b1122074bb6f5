import Synchronization

/// A number that only grows.
public final class Counter: Metric {
    private let count = Atomic<UInt64>(0)

    public func add(_ more: Int = 1) {
        // What only grows does not shrink by a mistake either.
        count.wrappingAdd(UInt64(max(0, more)), ordering: .relaxed)
    }

    /// Sets a count that is kept elsewhere; a smaller one is ignored.
    public func raise(to total: Int) {
        count.max(UInt64(max(0, total)), ordering: .relaxed)
    }

    public var value: UInt64 { count.load(ordering: .relaxed) }
    public var samples: [Sample] { [Sample(value: "\(value)")] }
}

/// A number that goes up and down.
public final class Gauge: Metric {
    private let bits = Atomic<UInt64>(0)

    public func set(_ value: Double) { bits.store(value.bitPattern, ordering: .relaxed) }

    public func add(_ more: Double) {
        var seen = bits.load(ordering: .relaxed)
        while true {
            let sum = (Double(bitPattern: seen) + more).bitPattern
            let result = bits.weakCompareExchange(
                expected: seen, desired: sum, ordering: .relaxed)
            if result.exchanged { return }
            seen = result.original
        }
    }

    public var value: Double { Double(bitPattern: bits.load(ordering: .relaxed)) }
    public var samples: [Sample] { [Sample(value: Exposition.number(value))] }
}

/// How often a value fell into which bucket.
public final class Histogram: Metric {
    /// Buckets for what takes from half a millisecond to ten seconds.
    public static let seconds: [Double] = [
        0.0005, 0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10,
    ]

    private struct State {
        var counts: [UInt64]
        var sum = 0.0
    }

    private let bounds: [Double]
    // The counts and the sum belong together, so one lock: some 20 ns where nobody else holds it.
    private let state: Mutex<State>

    init(bounds: [Double]) {
        precondition(
            zip(bounds, bounds.dropFirst()).allSatisfy { $0 < $1 }, "The bounds must ascend.")
        self.bounds = bounds
        state = Mutex(State(counts: Array(repeating: 0, count: bounds.count + 1)))
    }

    public func observe(_ value: Double) {
        let bucket = bounds.firstIndex { value <= $0 } ?? bounds.count
        state.withLock { state in
            state.counts[bucket] += 1
            state.sum += value
        }
    }

    /// Observes a duration in seconds.
    public func observe(_ duration: Duration) { observe(duration / .seconds(1)) }

    /// Takes over counts that are kept elsewhere, one a bucket and one without bound.
    ///
    /// - Precondition: as many counts as buckets.
    public func replace(counts: [Int], sum: Double) {
        precondition(counts.count == bounds.count + 1, "One count a bucket, and one more.")
        state.withLock { $0 = State(counts: counts.map { UInt64(max(0, $0)) }, sum: sum) }
    }

    public var samples: [Sample] {
        let (counts, sum) = state.withLock { ($0.counts, $0.sum) }
        var total: UInt64 = 0
        var samples: [Sample] = []
        for (bound, count) in zip(bounds + [.infinity], counts) {
            total += count
            samples.append(
                Sample(
                    suffix: "_bucket", labels: [("le", Exposition.number(bound))],
                    value: "\(total)"))
        }
        samples.append(Sample(suffix: "_sum", value: Exposition.number(sum)))
        samples.append(Sample(suffix: "_count", value: "\(total)"))
        return samples
    }
}
