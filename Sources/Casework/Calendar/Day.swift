/// A day of the proleptic Gregorian calendar, without a time of day or a zone.
///
/// Counted from 1 January 1970, which is day 0. Days from 1 January 1900 to 31 December 2199 can
/// be made from a year, a month and a day; that is wider than any child's record and narrow enough
/// that arithmetic on days cannot overflow.
public struct Day: Hashable, Comparable, Sendable {
    /// Days since 1 January 1970; negative before it.
    public let number: Int32

    /// The day that is `number` days after 1 January 1970.
    public init(number: Int32) {
        self.number = number
    }

    /// The day with this date, or nil where there is none: 31 April, 29 February 2023, the year 1066.
    public init?(year: Int, month: Int, day: Int) {
        guard (1900...2199).contains(year), (1...12).contains(month),
            day >= 1, day <= Day.length(ofMonth: month, year: year)
        else { return nil }
        self.init(number: Day.number(year: year, month: month, day: day))
    }

    /// Year, month (1 to 12) and day of the month (1 to 31).
    ///
    /// The algorithm counts from 1 March 0000, so that the leap day ends the year (Howard Hinnant,
    /// "chrono-compatible low-level date algorithms").
    public var date: (year: Int, month: Int, day: Int) {
        let shifted = Int(number) + 719_468
        let era = (shifted >= 0 ? shifted : shifted - 146_096) / 146_097
        let dayOfEra = shifted - era * 146_097
        let yearOfEra =
            (dayOfEra - dayOfEra / 1_460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365
        let dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
        let shiftedMonth = (5 * dayOfYear + 2) / 153
        let month = shiftedMonth < 10 ? shiftedMonth + 3 : shiftedMonth - 9
        let year = yearOfEra + era * 400 + (month <= 2 ? 1 : 0)
        return (year, month, dayOfYear - (153 * shiftedMonth + 2) / 5 + 1)
    }

    /// The day of the week, Monday 1 to Sunday 7 (ISO 8601).
    public var weekday: Int {
        // 1 January 1970 was a Thursday.
        let offset = (Int(number) + 3) % 7
        return (offset < 0 ? offset + 7 : offset) + 1
    }

    /// The day `months` calendar months later (earlier when negative), on the same day of the
    /// month; where that month is too short, on its last day: 29 February and 12 months give
    /// 28 February.
    public func adding(months: Int) -> Day {
        let (year, month, day) = date
        let count = year * 12 + (month - 1) + months
        let newYear = count >= 0 ? count / 12 : (count - 11) / 12
        let newMonth = count - newYear * 12 + 1
        let newDay = min(day, Day.length(ofMonth: newMonth, year: newYear))
        return Day(number: Day.number(year: newYear, month: newMonth, day: newDay))
    }

    public static func + (day: Day, days: Int) -> Day { Day(number: day.number + Int32(days)) }
    public static func - (day: Day, days: Int) -> Day { Day(number: day.number - Int32(days)) }
    /// Whole days from the second to the first.
    public static func - (later: Day, earlier: Day) -> Int { Int(later.number - earlier.number) }
    public static func < (left: Day, right: Day) -> Bool { left.number < right.number }

    private static func length(ofMonth month: Int, year: Int) -> Int {
        switch month {
        case 4, 6, 9, 11: 30
        case 2: year % 4 == 0 && (year % 100 != 0 || year % 400 == 0) ? 29 : 28
        default: 31
        }
    }

    private static func number(year: Int, month: Int, day: Int) -> Int32 {
        let shiftedYear = month <= 2 ? year - 1 : year
        let era = (shiftedYear >= 0 ? shiftedYear : shiftedYear - 399) / 400
        let yearOfEra = shiftedYear - era * 400
        let dayOfYear = (153 * (month > 2 ? month - 3 : month + 9) + 2) / 5 + day - 1
        let dayOfEra = yearOfEra * 365 + yearOfEra / 4 - yearOfEra / 100 + dayOfYear
        return Int32(era * 146_097 + dayOfEra - 719_468)
    }
}
