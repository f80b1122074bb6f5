/// What time a program goes by, and whether the machine agrees.
public struct ClockReading: Hashable, Sendable {
    /// The time to go by, in milliseconds since 1970 UTC.
    public let now: Int64
    /// What the machine's clock says, where it is not believed; nil where `now` is what it says.
    public let doubted: Int64?
    /// Counts up whenever the clock took a step, forward or back, was doubted, was right again, or
    /// was confirmed: all that was worked out from the time has to be worked out anew then.
    public let steps: Int

    public init(now: Int64, doubted: Int64? = nil, steps: Int = 0) {
        (self.now, self.doubted, self.steps) = (now, doubted, steps)
    }
}
