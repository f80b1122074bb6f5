import Casework

/// Until when somebody should have looked, as a colleague would say it.
struct DueWords: Hashable {
    /// `in 7 h 19 min`, `tomorrow`, `on Monday`, `16 h 41 min late`.
    let main: String
    /// `today, 17:00`, `23 Nov, 17:00`; it follows the word “by”.
    let by: String
    let isLate: Bool

    private static let minute: Int64 = 60_000
    private static let day: Int64 = 24 * 60 * minute

    init(_ due: Moment, at now: Moment) {
        let (today, dueDay) = (London.day(of: now), London.day(of: due))
        let left = due.milliseconds - now.milliseconds
        isLate = left <= 0
        by = "\(DueWords.day(dueDay, today)), \(due.timeOfDay)"
        main =
            isLate
            ? "\(DueWords.length(-left)) late"
            : DueWords.ahead(left: left, days: dueDay - today, dueDay)
    }

    private static func ahead(left: Int64, days: Int, _ dueDay: Day) -> String {
        switch days {
        case 0: "in \(length(left))"
        case 1: "tomorrow"
        case 2...6: "on \(dueDay.weekdayName)"
        case 7: "in a week"
        default: "in \(days) days"
        }
    }

    private static func day(_ dueDay: Day, _ today: Day) -> String {
        dueDay == today ? "today" : dueDay.short(on: today)
    }

    /// `under a minute`, `41 min`, `7 h 19 min`, `3 days`.
    private static func length(_ milliseconds: Int64) -> String {
        let minutes = milliseconds / minute
        if minutes < 1 { return "under a minute" }
        if minutes < 60 { return "\(minutes) min" }
        if milliseconds >= 2 * day { return "\(milliseconds / day) days" }
        return minutes % 60 == 0
            ? "\(minutes / 60) h" : "\(minutes / 60) h \(minutes % 60) min"
    }
}
