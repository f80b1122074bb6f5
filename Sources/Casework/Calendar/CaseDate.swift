/// A date as a record states it: a day in Europe/London, with a time of day where the system that
/// recorded it kept one.
///
/// Case dates are ordered by the moment they begin; a bare day begins at midnight in London and
/// stands before any time on that day but midnight itself.
public struct CaseDate: Hashable, Sendable {
    /// The moment stated, or the beginning of the day where only a day was.
    public let moment: Moment
    /// The day in Europe/London.
    public let day: Day
    /// Whether a time of day was stated.
    public let hasTime: Bool

    /// A date with a time of day.
    public init(_ moment: Moment) {
        self.moment = moment
        self.day = London.day(of: moment)
        self.hasTime = true
    }

    /// A bare date: a day in Europe/London.
    public init(_ day: Day) {
        self.moment = London.moment(day)
        self.day = day
        self.hasTime = false
    }
}

extension CaseDate: Comparable {
    public static func < (left: CaseDate, right: CaseDate) -> Bool {
        left.moment != right.moment
            ? left.moment < right.moment : !left.hasTime && right.hasTime
    }
}
