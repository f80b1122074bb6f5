/// The clock on the wall in Europe/London: which day a moment falls on, and when a day begins.
///
/// British Summer Time begins at 01:00 UTC on the last Sunday in March. It ends at 01:00 UTC on the
/// last Sunday in October since 1996 (Summer Time Order 2002, and the EU directives before it), in
/// 1995 on the fourth Sunday, and from 1972 to 1994 on the Sunday after the fourth Saturday. From 1972 to 1980 it began
/// on the Sunday after the third Saturday in March, at 02:00 UTC; so it ended until 1980. Until
/// 31 October 1971 the country stayed an hour ahead all year. Earlier moments, which no record of a
/// child has, are read as UTC.
public enum London {
    private static let hour: Int64 = 3_600_000
    private static let dayLength: Int64 = 86_400_000
    /// 27 October 1968, 00:00 UTC, when the country stayed on summer time, and
    /// 31 October 1971, 02:00 UTC, when it went back.
    private static let standardTime: Range<Int64> = -37_238_400_000..<57_722_400_000

    /// How far London is ahead of UTC at a moment, in milliseconds: an hour or nothing.
    public static func offset(at moment: Moment) -> Int64 {
        if standardTime.contains(moment.milliseconds) { return hour }
        // 400 years have 146,097 days; near New Year the guess may be a year off, which no summer
        // is near.
        let year = 1970 + Int(moment.milliseconds / dayLength) * 400 / 146_097
        guard summers.indices.contains(year - firstSummer) else { return 0 }
        return summers[year - firstSummer].contains(moment.milliseconds) ? hour : 0
    }

    /// The day in London that a moment falls on.
    public static func day(of moment: Moment) -> Day {
        day(ofUTC: moment.advanced(milliseconds: offset(at: moment)))
    }

    /// The moment a day begins in London, or the moment some hours and minutes into it.
    public static func moment(_ day: Day, hour: Int = 0, minute: Int = 0) -> Moment {
        let wall = Int64(day.number) * dayLength + Int64(hour) * Self.hour + Int64(minute) * 60_000
        // The clocks change at 01:00 UTC, so the offset an hour earlier is the one in force at
        // midnight and, from 02:00 on, so is the one at the wall's own time.
        let guess = Moment(milliseconds: wall - offset(at: Moment(milliseconds: wall - Self.hour)))
        return Moment(milliseconds: wall - offset(at: guess))
    }

    /// Hours (0 to 23) and minutes (0 to 59) on the wall.
    public static func timeOfDay(at moment: Moment) -> (hour: Int, minute: Int) {
        let wall = moment.milliseconds + offset(at: moment)
        let minutes = Int((wall - Int64(day(of: moment).number) * dayLength) / 60_000)
        return (minutes / 60, minutes % 60)
    }

    private static func day(ofUTC moment: Moment) -> Day {
        let number =
            moment.milliseconds >= 0
            ? moment.milliseconds / dayLength
            : (moment.milliseconds - dayLength + 1) / dayLength
        return Day(number: Int32(clamping: number))
    }

    /// The first year since the country went back to changing its clocks.
    private static let firstSummer = 1972
    /// Summer time of each year from then on.
    private static let summers = (firstSummer...2199).compactMap { summer(of: $0) }

    private static func summer(of year: Int) -> Range<Int64>? {
        guard let lastOfMarch = Day(year: year, month: 3, day: year < 1981 ? 22 : 31),
            let lastOfOctober = Day(
                year: year, month: 10, day: year < 1995 ? 29 : year == 1995 ? 28 : 31)
        else { return nil }
        // The last Sunday on or before the day: weekday 7 goes back 0 days, Monday 1, and so on.
        let begin = lastOfMarch - lastOfMarch.weekday % 7
        let end = lastOfOctober - lastOfOctober.weekday % 7
        let at = year < 1981 ? 2 * hour : hour
        return Int64(begin.number) * dayLength + at..<Int64(end.number) * dayLength + at
    }
}
