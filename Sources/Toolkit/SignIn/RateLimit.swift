private import Synchronization

/// How often somebody may do something: so many times at once, and then one at a time as the minutes
/// pass. Each name has its own measure.
public final class RateLimit: Sendable {
    private struct Measure {
        /// How many times are left, as of `at`.
        var left: Double
        var at: Int64
    }

    private let burst: Double
    private let millisecondsEach: Double
    private let measures = Mutex<[String: Measure]>([:])
    /// Names kept at a time; beyond that, those that are full again are forgotten.
    private static let most = 100_000

    /// - Parameters:
    ///   - burst: how many times at once.
    ///   - each: after how many milliseconds one more is allowed.
    public init(burst: Int, each milliseconds: Int64) {
        self.burst = Double(burst)
        millisecondsEach = Double(milliseconds)
    }

    /// Counts one time in.
    ///
    /// - Parameter now: milliseconds since 1970.
    /// - Returns: nil where it is allowed; otherwise after how many seconds it will be, at least one.
    public func take(_ name: String, at now: Int64) -> Int? {
        measures.withLock { measures in
            var measure = measure(of: name, in: measures, at: now)
            guard measure.left >= 1 else {
                measures[name] = measure
                return max(1, Int(((1 - measure.left) * millisecondsEach / 1_000).rounded(.up)))
            }
            measure.left -= 1
            if measures.count >= Self.most { forgetFull(in: &measures, at: now) }
            measures[name] = measure
            return nil
        }
    }

    /// After how many seconds one more time is allowed, without counting one; nil for at once.
    public func wait(_ name: String, at now: Int64) -> Int? {
        measures.withLock { measures in
            let left = measure(of: name, in: measures, at: now).left
            guard left < 1 else { return nil }
            return max(1, Int(((1 - left) * millisecondsEach / 1_000).rounded(.up)))
        }
    }

    /// Forgets what was counted.
    public func clear(_ name: String) { measures.withLock { $0[name] = nil } }

    /// A clock that was set back gives nothing and takes nothing.
    private func measure(
        of name: String, in measures: [String: Measure], at now: Int64
    ) -> Measure {
        guard let last = measures[name] else { return Measure(left: burst, at: now) }
        let gained = Double(max(0, now - last.at)) / millisecondsEach
        return Measure(left: min(burst, last.left + gained), at: now)
    }

    private func forgetFull(in measures: inout [String: Measure], at now: Int64) {
        measures = measures.filter { name, _ in
            measure(of: name, in: measures, at: now).left < burst
        }
        // Where all are in use, whoever comes next is measured from the beginning.
        if measures.count >= Self.most { measures.removeAll() }
    }
}
