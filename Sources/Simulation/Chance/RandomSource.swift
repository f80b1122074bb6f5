/// A seeded source of random numbers: the same seed gives the same numbers on every machine.
///
/// The generator is SplitMix64: a counter that steps by an odd constant, put through a mixing
/// function (Steele, Lea and Flood, "Fast splittable pseudorandom number generators", OOPSLA
/// 2014). Its period is 2^64, and one multiplication-and-shift chain a number keeps it quick. It is
/// for simulation, not for secrets.
///
/// Every draw below is spelt out here rather than left to the standard library, whose algorithms
/// may change from release to release and would change every simulated council with them.
public struct RandomSource: RandomNumberGenerator, Sendable {
    private var state: UInt64

    public init(seed: UInt64) {
        state = seed
    }

    /// A source of its own for one part of the work, so that a change in one part does not shift
    /// the numbers that another draws.
    func forked(_ stream: UInt64) -> RandomSource {
        var parent = RandomSource(seed: state ^ (stream &* 0xD6E8_FEB8_6659_FD93))
        return RandomSource(seed: parent.next())
    }

    public mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var mixed = state
        mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
        mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
        return mixed ^ (mixed >> 31)
    }

    /// From 0 up to, but not including, 1: the upper 53 bits, which a `Double` holds exactly.
    mutating func unit() -> Double {
        Double(next() >> 11) * 0x1p-53
    }

    /// True with this probability; 0 or less is never, 1 or more is always.
    mutating func chance(_ probability: Double) -> Bool {
        unit() < probability
    }

    /// From 0 up to, but not including, `count`, which must be positive. The high half of a
    /// 128-bit product; its bias, below count / 2^64, is of no account here.
    mutating func below(_ count: Int) -> Int {
        Int(next().multipliedFullWidth(by: UInt64(count)).high)
    }

    /// A whole number of the range.
    mutating func within(_ range: ClosedRange<Int>) -> Int {
        range.lowerBound + below(range.count)
    }
}
