import Casework

/// The days of a simulation, counted from 0, and what is asked of them over and over.
struct Timeline: Sendable {
    let start: Day
    /// How many days there are.
    let count: Int
    /// The first day of each year, and the day after the last year.
    let yearStarts: [Int]
    /// When each day begins, in milliseconds, and the day after the last.
    private let midnights: [Int64]
    /// The same date 12 months later, for each day.
    private let anniversaries: [Int32]

    /// Whole years of twelve months that end with a day.
    init(years: Int, endingOn end: Day) {
        let start = end.adding(months: -12 * years) + 1
        let count = end - start + 1
        self.start = start
        self.count = count
        yearStarts = (0...years).map { year in
            year == years ? count : start.adding(months: 12 * year) - start
        }
        midnights = (0...count).map { London.moment(start + $0).milliseconds }
        anniversaries = (0..<count).map { Int32((start + $0).adding(months: 12) - start) }
    }

    /// How many years there are.
    var years: Int { yearStarts.count - 1 }

    /// The last millisecond.
    var end: Int64 { midnights[count] - 1 }

    func day(_ index: Int) -> Day { start + index }

    /// Monday 1 to Sunday 7.
    func weekday(_ index: Int) -> Int { (start + index).weekday }

    /// The first day on which 12 months are over.
    func anniversary(_ index: Int) -> Int { Int(anniversaries[index]) }

    /// A time of day, in milliseconds; days beyond the last count on.
    func moment(_ index: Int, minute: Int) -> Int64 {
        let day = Int64(max(0, index - count)) * 86_400_000
        return midnights[min(index, count)] + day + Int64(minute) * 60_000
    }

    /// The day some working days later, Monday to Friday; 0 is the day itself. Bank holidays
    /// count as working days here.
    func workingDay(after index: Int, _ days: Int) -> Int {
        var index = index
        var left = days
        while left > 0 {
            index += 1
            if (start + index).weekday <= 5 { left -= 1 }
        }
        return index
    }
}
