/// A point in time, to the millisecond.
public struct Moment: Hashable, Comparable, Sendable {
    /// Milliseconds since 1 January 1970, 00:00 UTC; negative before it.
    public let milliseconds: Int64

    /// The point this many milliseconds after 1 January 1970, 00:00 UTC.
    public init(milliseconds: Int64) {
        self.milliseconds = milliseconds
    }

    /// The point `milliseconds` later; earlier when negative.
    public func advanced(milliseconds: Int64) -> Moment {
        Moment(milliseconds: self.milliseconds + milliseconds)
    }

    public static func < (left: Moment, right: Moment) -> Bool {
        left.milliseconds < right.milliseconds
    }
}
