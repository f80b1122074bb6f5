import Foundation

/// Values, each with its weight.
struct Distribution<Value: Sendable>: Sendable {
    private let values: [Value]
    private let bounds: [Double]

    /// Weights need not add up to 1. A weight of nothing is never drawn; at least one must be
    /// something.
    init(_ weighted: [(Value, Double)]) {
        let drawn = weighted.filter { $0.1 > 0 }
        precondition(!drawn.isEmpty, "A distribution needs a value that can be drawn.")
        values = drawn.map(\.0)
        var sum = 0.0
        bounds = drawn.map { _, weight in
            sum += weight
            return sum
        }
    }

    func draw(_ random: inout RandomSource) -> Value {
        let point = random.unit() * bounds[bounds.count - 1]
        // The lists are short, and the common values stand at the front of most.
        for index in bounds.indices where point < bounds[index] { return values[index] }
        return values[values.count - 1]
    }
}

/// A distribution of lengths known by some of its quantiles; straight lines between them.
struct Quantiles: Sendable {
    private let points: [(share: Double, value: Double)]

    /// Rising shares, the first 0 and the last 1, with rising values.
    init(_ points: [(share: Double, value: Double)]) {
        self.points = points
    }

    func draw(_ random: inout RandomSource) -> Int {
        let share = random.unit()
        for (low, high) in zip(points, points.dropFirst()) where share < high.share {
            let along = (share - low.share) / (high.share - low.share)
            return Int((low.value + along * (high.value - low.value)).rounded(.down))
        }
        return Int(points[points.count - 1].value)
    }
}

/// Waiting times that are mostly short, with a long tail: each is exponential about one of two
/// means.
struct Waiting: Sendable {
    /// Mean days of the short waits, mean days of the long ones, and the share of short ones.
    let short: Double, long: Double, shortShare: Double

    /// Whole days, one at least.
    func draw(_ random: inout RandomSource) -> Int {
        let mean = random.chance(shortShare) ? short : long
        return 1 + Int(-log(1 - random.unit()) * mean)
    }
}
