import Casework

// How a duty team writes days and times: London's, short, the year only where it is another.

extension Moment {
    /// On London's clock, to the second: `09:41:07`.
    var clockTime: String {
        let seconds = Int((milliseconds / 1_000) % 60 + 60) % 60
        return "\(timeOfDay):\(twoDigits(seconds))"
    }

    /// On London's clock: `09:41`.
    var timeOfDay: String {
        let (hour, minute) = London.timeOfDay(at: self)
        return "\(twoDigits(hour)):\(twoDigits(minute))"
    }
}

extension Day {
    /// `18 Nov`, or `18 Nov 2025` where that is not the year of `today`.
    func short(on today: Day) -> String {
        date.year == today.date.year ? shortWithoutYear : "\(shortWithoutYear) \(date.year)"
    }

    /// `18 Nov 2026`.
    var short: String { "\(shortWithoutYear) \(date.year)" }

    /// `Nov 2026`.
    var shortMonth: String { "\(Day.months[date.month - 1]) \(date.year)" }

    /// `Nov`.
    var monthAlone: String { Day.months[date.month - 1] }

    /// `today`, `yesterday`, else `18 November`, with the year where it is another.
    func near(_ today: Day) -> String {
        switch today - self {
        case 0: "today"
        case 1: "yesterday"
        default: "on \(date.year == today.date.year ? wordsWithoutYear : words)"
        }
    }

    /// `Monday`.
    var weekdayName: String { Day.weekdays[weekday - 1] }

    private var shortWithoutYear: String {
        let (_, month, day) = date
        return "\(day) \(Day.months[month - 1])"
    }

    private static let months = [
        "Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec",
    ]
    private static let weekdays = [
        "Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday",
    ]
}

extension CaseDate {
    /// When something was raised: `09:38` or `today`, `yesterday`, `18 Nov`, `18 Nov 2025`.
    func since(_ today: Day) -> String {
        switch today - day {
        case 0: hasTime ? moment.timeOfDay : "today"
        case 1: "yesterday"
        default: day.short(on: today)
        }
    }
}

extension String {
    /// The same with a capital in front.
    var capitalizedFirst: String { prefix(1).uppercased() + dropFirst() }
}

/// `1 contact`, `5 contacts`.
func counted(_ number: Int, _ one: String, _ many: String? = nil) -> String {
    "\(number) \(number == 1 ? one : many ?? one + "s")"
}

private func twoDigits(_ number: Int) -> String { number < 10 ? "0\(number)" : "\(number)" }
