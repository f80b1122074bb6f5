/// A value in a log line.
///
/// Texts, numbers and truths only, written as literals or with `.init`: whatever has a description
/// would let whole records into the log by accident.
public struct LogValue: Hashable, Sendable {
    let text: String

    public init(_ text: String) { self.text = text }
    public init(_ text: StaticString) { self.text = "\(text)" }
    public init(_ number: some BinaryInteger) { text = "\(number)" }
    public init(_ number: Double) { text = "\(number)" }
    public init(_ truth: Bool) { text = truth ? "true" : "false" }

    /// In seconds, to the microsecond.
    public init(_ duration: Duration) {
        let microseconds = Int((duration / .microseconds(1)).rounded())
        let digits = String(1_000_000 + microseconds.magnitude % 1_000_000).dropFirst()
        text = "\(microseconds < 0 ? "-" : "")\(microseconds.magnitude / 1_000_000).\(digits)s"
    }
}

extension LogValue: ExpressibleByStringInterpolation, ExpressibleByIntegerLiteral,
    ExpressibleByFloatLiteral, ExpressibleByBooleanLiteral
{
    public init(stringLiteral value: String) { self.init(value) }
    public init(integerLiteral value: Int) { self.init(value) }
    public init(floatLiteral value: Double) { self.init(value) }
    public init(booleanLiteral value: Bool) { self.init(value) }
}
