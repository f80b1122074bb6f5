/// From a day to a day, both included; open where an end is nil.
public struct Period: Hashable, Sendable {
    public let from: Day?
    public let until: Day?

    public init(from: Day? = nil, until: Day? = nil) {
        self.from = from
        self.until = until
    }

    public func contains(_ day: Day) -> Bool {
        !isBefore(day) && !isAfter(day)
    }

    /// Whether it is over on that day.
    public func isBefore(_ day: Day) -> Bool { until.map { $0 < day } ?? false }

    /// Whether it has not begun on that day.
    public func isAfter(_ day: Day) -> Bool { from.map { $0 > day } ?? false }

    /// The first day after the given one on which `contains` gives another answer.
    func nextChange(after day: Day) -> Day? {
        [from, until.map { $0 + 1 }].compactMap(\.self).filter { $0 > day }.min()
    }
}
