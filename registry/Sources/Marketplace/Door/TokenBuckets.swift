private import Synchronization

/// How much somebody may ask for: a bucket that fills steadily and is emptied by asking.
public struct Allowance: Hashable, Sendable {
    /// How many requests a second, in the long run.
    public let perSecond: Double
    /// How many at once, after a pause.
    public let burst: Double

    public init(perSecond: Double, burst: Double) {
        self.perSecond = max(0.001, perSecond)
        self.burst = max(1, burst)
    }
}

/// A bucket for everybody who asks.
///
/// It remembers only those who have asked lately: a full bucket is one like any other, and goes when
/// there are too many.
final class TokenBuckets: Sendable {
    private struct Bucket {
        var tokens: Double
        var at: Int64
    }

    private let allowance: Allowance
    private let capacity: Int
    private let clock: @Sendable () -> Int64
    private let buckets = Mutex<[String: Bucket]>([:])

    /// - Parameters:
    ///   - capacity: of how many it remembers.
    ///   - clock: milliseconds.
    init(_ allowance: Allowance, capacity: Int = 20_000, clock: @escaping @Sendable () -> Int64) {
        (self.allowance, self.capacity, self.clock) = (allowance, capacity, clock)
    }

    /// Takes from somebody's bucket.
    ///
    /// - Returns: nil where there was enough; otherwise after how many whole seconds there will be,
    ///   and nothing was taken.
    func take(_ cost: Double = 1, from name: String) -> Int? {
        let now = clock()
        let cost = min(cost, allowance.burst)
        return buckets.withLock { buckets in
            if buckets[name] == nil, buckets.count >= capacity { tidy(&buckets, now) }
            var bucket = filled(buckets[name], now)
            defer { buckets[name] = bucket }
            guard bucket.tokens < cost else {
                bucket.tokens -= cost
                return nil
            }
            return max(1, Int(((cost - bucket.tokens) / allowance.perSecond).rounded(.up)))
        }
    }

    /// After how many whole seconds there is something in somebody's bucket; nil where there is.
    func wait(for name: String) -> Int? {
        let now = clock()
        return buckets.withLock { buckets in
            guard let bucket = buckets[name] else { return nil }
            let tokens = filled(bucket, now).tokens
            guard tokens < 1 else { return nil }
            return max(1, Int(((1 - tokens) / allowance.perSecond).rounded(.up)))
        }
    }

    /// What an offence costs: the bucket may be left empty.
    func drain(_ cost: Double, from name: String) {
        let now = clock()
        buckets.withLock { buckets in
            if buckets[name] == nil, buckets.count >= capacity { tidy(&buckets, now) }
            var bucket = filled(buckets[name], now)
            bucket.tokens = max(0, bucket.tokens - cost)
            buckets[name] = bucket
        }
    }

    private func filled(_ bucket: Bucket?, _ now: Int64) -> Bucket {
        guard let bucket else { return Bucket(tokens: allowance.burst, at: now) }
        let since = Double(max(0, now - bucket.at)) / 1_000
        return Bucket(
            tokens: min(allowance.burst, bucket.tokens + since * allowance.perSecond), at: now)
    }

    private func tidy(_ buckets: inout [String: Bucket], _ now: Int64) {
        buckets = buckets.filter { filled($0.value, now).tokens < allowance.burst }
        // Everybody is busy: it starts afresh rather than grow.
        if buckets.count >= capacity { buckets = [:] }
    }
}
