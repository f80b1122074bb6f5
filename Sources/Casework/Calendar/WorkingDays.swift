/// Monday to Friday, less the bank holidays in England.
public struct WorkingDays: Hashable, Sendable {
    private let bankHolidays: Set<Day>

    public init(bankHolidays: some Sequence<Day>) {
        self.bankHolidays = Set(bankHolidays)
    }

    /// Whether people are at work on that day.
    public func contains(_ day: Day) -> Bool {
        day.weekday <= 5 && !bankHolidays.contains(day)
    }

    /// The working day that is `count` working days after a day; the day itself does not count,
    /// whether it is a working day or not. `count` is 1 or more.
    public func day(_ count: Int, after day: Day) -> Day {
        var (day, left) = (day, count)
        while left > 0 {
            day = day + 1
            if contains(day) { left -= 1 }
        }
        return day
    }
    /// Days that any `count` working days take at the most: as if every bank holiday fell among
    /// them.
    func longest(_ count: Int) -> Int {
        let days = count + bankHolidays.count
        return days + 2 * (days / 5 + 1)
    }
}
