import Casework

/// Until when somebody should have looked, as a colleague would say it.
struct DueWords: Hashable {
    /// `by 17:00 today`, `by 17:00 tomorrow`, `by Mon 17:00`, `by 17:00 on 4 Dec`; and when that has
    /// passed `late since 17:00 today`, `late since Wed 17:00`, `late since 3 Nov`.
    let text: String
    let isLate: Bool

    init(_ due: Moment, at now: Moment) {
        let (today, day) = (London.day(of: now), London.day(of: due))
        isLate = due <= now
        let time = due.timeOfDay
        if isLate {
            text =
                switch today - day {
                case 0: "late since \(time) today"
                case 1...6: "late since \(day.weekdayShort) \(time)"
                default: "late since \(day.short(on: today))"
                }
        } else {
            text =
                switch day - today {
                case 0: "by \(time) today"
                case 1: "by \(time) tomorrow"
                case 2...6: "by \(day.weekdayShort) \(time)"
                default: "by \(time) on \(day.short(on: today))"
                }
        }
    }
}

extension Moment {
    /// Since when something has been so: `09:41`, `Thu 14:05`, `16 Nov`, `16 Nov 2025`.
    func since(_ today: Day) -> String {
        let day = London.day(of: self)
        return switch today - day {
        case 0: timeOfDay
        case 1...6: "\(day.weekdayShort) \(timeOfDay)"
        default: day.short(on: today)
        }
    }

    /// Until when something is so: `13:31`, `13:31 tomorrow`, `Mon 13:31`, `13:31 on 4 Dec`.
    func until(_ today: Day) -> String {
        let day = London.day(of: self)
        return switch day - today {
        case ...0: timeOfDay
        case 1: "\(timeOfDay) tomorrow"
        case 2...6: "\(day.weekdayShort) \(timeOfDay)"
        default: "\(timeOfDay) on \(day.short(on: today))"
        }
    }
}

extension Day {
    /// `Mon`.
    var weekdayShort: String { String(weekdayName.prefix(3)) }
}
