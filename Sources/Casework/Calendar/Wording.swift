// How days and moments are written: ISO 8601 for systems, plain English for people.

extension Day: CustomStringConvertible {
    /// ISO 8601: `2026-03-31`.
    public var description: String {
        let (year, month, day) = date
        return "\(year)-\(twoDigits(month))-\(twoDigits(day))"
    }

    /// As a colleague writes it: `9 October 2026`.
    public var words: String { "\(wordsWithoutYear) \(date.year)" }

    /// Where the year goes without saying: `9 October`.
    public var wordsWithoutYear: String {
        let (_, month, day) = date
        return "\(day) \(Day.months[month - 1])"
    }

    private static let months = [
        "January", "February", "March", "April", "May", "June", "July", "August", "September",
        "October", "November", "December",
    ]
}

extension Moment: CustomStringConvertible {
    /// ISO 8601 in UTC, with milliseconds where there are any: `2026-03-31T09:41:07Z`,
    /// `2026-03-31T09:41:07.250Z`.
    public var description: String {
        let dayLength: Int64 = 86_400_000
        let number = Int32(clamping: (milliseconds - floorRemainder(dayLength)) / dayLength)
        let rest = floorRemainder(dayLength)
        let seconds = rest / 1_000
        let clock =
            "\(twoDigits(Int(seconds / 3_600))):\(twoDigits(Int(seconds / 60 % 60)))"
            + ":\(twoDigits(Int(seconds % 60)))"
        let fraction = Int(rest % 1_000)
        guard fraction != 0 else { return "\(Day(number: number))T\(clock)Z" }
        let digits =
            fraction < 10 ? "00\(fraction)" : fraction < 100 ? "0\(fraction)" : "\(fraction)"
        return "\(Day(number: number))T\(clock).\(digits)Z"
    }

    private func floorRemainder(_ divisor: Int64) -> Int64 {
        let rest = milliseconds % divisor
        return rest < 0 ? rest + divisor : rest
    }
}

extension CaseDate: CustomStringConvertible {
    /// As it was stated: a bare day `2026-03-31`, or a moment in UTC `2026-03-31T09:41:07Z`.
    public var description: String { hasTime ? moment.description : day.description }
}

private func twoDigits(_ number: Int) -> String {
    number < 10 ? "0\(number)" : "\(number)"
}
