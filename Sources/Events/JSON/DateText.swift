internal import Casework

/// A date as a message writes it: ISO 8601's `2026-03-31`, or with a time of day as RFC 3339 has it.
enum DateText: Equatable {
    /// A bare day.
    case day(Day)
    /// A day and time with its offset from UTC; digits past the millisecond are cut off.
    case moment(Moment)
    /// A time of day whose offset was left out, in milliseconds since midnight.
    case wall(Day, milliseconds: Int)

    /// What is wrong with a date, and what to write instead.
    struct Problem: Error, Equatable {
        let problem: String
        let remedy: String
    }

    static let remedy =
        "write 2026-03-31, or 2026-03-31T09:41:07Z with Z or an offset such as +01:00"

    /// - Throws: `Problem`, which never quotes the text.
    init(_ text: UnsafeBufferPointer<UInt8>) throws(Problem) {
        var reader = Reader(text: text)
        let day = try reader.day()
        if reader.isAtEnd {
            self = .day(day)
            return
        }
        let milliseconds = try reader.timeOfDay()
        if reader.isAtEnd {
            self = .wall(day, milliseconds: milliseconds)
            return
        }
        let offset = try reader.offset()
        let moment = Moment(
            milliseconds: Int64(day.number) * 86_400_000 + Int64(milliseconds - offset))
        // An offset can carry a moment past the years that can be written again.
        guard Self.years.contains(moment) else { throw Reader.year }
        self = .moment(moment)
    }

    private static let years =
        Moment(milliseconds: -2_208_988_800_000)..<Moment(milliseconds: 7_258_118_400_000)
}

/// Goes through a date's letters from left to right.
private struct Reader {
    let text: UnsafeBufferPointer<UInt8>
    var place = 0

    init(text: UnsafeBufferPointer<UInt8>) { self.text = text }

    var isAtEnd: Bool { place == text.count }

    static let shape = DateText.Problem(problem: "is not a date", remedy: DateText.remedy)
    static let year = DateText.Problem(
        problem: "lies outside the years 1900 to 2199", remedy: "check the year")

    mutating func day() throws(DateText.Problem) -> Day {
        guard text.count >= 10 else { throw Self.shape }
        let year = try number(4)
        guard text[4] == UInt8(ascii: "-") else {
            throw isDigit(text[4]) ? Self.year : Self.shape
        }
        try expect("-")
        let month = try number(2)
        try expect("-")
        let date = try number(2)
        guard (1900...2199).contains(year) else { throw Self.year }
        guard let day = Day(year: year, month: month, day: date) else {
            throw DateText.Problem(
                problem: "is a day that the calendar does not have",
                remedy: "check the month and the day")
        }
        return day
    }

    /// Milliseconds since midnight.
    mutating func timeOfDay() throws(DateText.Problem) -> Int {
        guard text[place] == UInt8(ascii: "T") || text[place] == UInt8(ascii: "t"),
            text.count >= place + 9
        else { throw Self.shape }
        place += 1
        let hours = try number(2)
        try expect(":")
        let minutes = try number(2)
        try expect(":")
        let seconds = try number(2)
        guard hours < 24, minutes < 60, seconds <= 60 else {
            throw DateText.Problem(
                problem: "has a time of day that no clock shows",
                remedy: "write hours 00 to 23, minutes and seconds 00 to 59; midnight is 00:00:00")
        }
        guard seconds < 60 else {
            throw DateText.Problem(
                problem: "names a leap second", remedy: "write second 59 instead of 60")
        }
        return (hours * 3_600 + minutes * 60 + seconds) * 1_000 + (try fraction())
    }

    /// Milliseconds ahead of UTC.
    mutating func offset() throws(DateText.Problem) -> Int {
        let sign = text[place]
        place += 1
        switch sign {
        case UInt8(ascii: "Z"), UInt8(ascii: "z"):
            guard isAtEnd else { throw Self.shape }
            return 0
        case UInt8(ascii: "+"), UInt8(ascii: "-"):
            guard text.count == place + 5 else { throw Self.shape }
            let hours = try number(2)
            try expect(":")
            let minutes = try number(2)
            guard hours < 24, minutes < 60 else { throw Self.shape }
            let milliseconds = (hours * 60 + minutes) * 60_000
            return sign == UInt8(ascii: "-") ? -milliseconds : milliseconds
        default: throw Self.shape
        }
    }

    /// Milliseconds of a fraction of a second, of 1 to 9 digits, where there is one.
    private mutating func fraction() throws(DateText.Problem) -> Int {
        guard place < text.count, text[place] == UInt8(ascii: ".") else { return 0 }
        place += 1
        var milliseconds = 0
        var weight = 100
        var digits = 0
        while place < text.count, isDigit(text[place]) {
            milliseconds += Int(text[place] - UInt8(ascii: "0")) * weight
            weight /= 10
            digits += 1
            place += 1
        }
        guard (1...9).contains(digits) else { throw Self.shape }
        return milliseconds
    }

    private mutating func number(_ digits: Int) throws(DateText.Problem) -> Int {
        guard place + digits <= text.count else { throw Self.shape }
        var value = 0
        for index in place..<place + digits {
            guard isDigit(text[index]) else { throw Self.shape }
            value = value * 10 + Int(text[index] - UInt8(ascii: "0"))
        }
        place += digits
        return value
    }

    private mutating func expect(_ letter: Unicode.Scalar) throws(DateText.Problem) {
        guard place < text.count, text[place] == UInt8(ascii: letter) else { throw Self.shape }
        place += 1
    }

    private func isDigit(_ byte: UInt8) -> Bool { byte &- UInt8(ascii: "0") < 10 }
}
