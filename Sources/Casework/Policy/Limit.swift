/// A number of a policy and the values it may have.
public struct Limit: Sendable {
    /// The field's name, as in the policy file.
    public let field: String
    /// The number it has.
    public let value: Double
    /// What makes sense.
    public let range: ClosedRange<Double>

    /// A whole number.
    public init(_ field: String, _ value: Int, in range: ClosedRange<Int>) {
        self.field = field
        self.value = Double(value)
        self.range = Double(range.lowerBound)...Double(range.upperBound)
    }

    /// A number with or without a fraction.
    public init(_ field: String, _ value: Double, in range: ClosedRange<Double>) {
        self.field = field
        self.value = value
        self.range = range
    }

    /// Points that one rule gives at the most; a score has 100.
    public static let points = 0.0...100.0
    /// Days that a window or a half-life may have: a day to twenty years.
    public static let days = 1...7_300
    /// Months that a window may have.
    public static let months = 1...240
    /// How many of something make a finding.
    public static let counts = 1...1_000
}
