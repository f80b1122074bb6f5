private import Foundation

/// The one function of the mathematics library that matching needs.
enum Logarithm {
    static func base2(_ value: Double) -> Double { log2(value) }

    /// The probability that so many bits in favour mean.
    static func probability(bits: Double) -> Double { 1 / (1 + exp2(-bits)) }
}
