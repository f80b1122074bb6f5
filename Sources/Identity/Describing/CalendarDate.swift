/// A date as it was written, which need not exist: 20230231 is kept, because a slip of the finger
/// is compared digit by digit.
struct CalendarDate: Hashable, Sendable {
    /// Year, month and day as one number, 20190331; 0 where none is stated.
    let packed: UInt32

    static let none = CalendarDate(packed: 0)

    init(packed: UInt32) { self.packed = packed }

    /// Dates before 1901 are what systems write for "unknown", and become none.
    init(_ text: String) {
        let groups = text.utf8.split { !(48...57).contains($0) }
        let digits = groups.joined().reduce(UInt64(0)) { ($0 &* 10) &+ UInt64($1 - 48) }
        guard groups.reduce(0, { $0 + $1.count }) == 8 else {
            self = .none
            return
        }
        let dayFirst = groups.count == 3 && groups[2].count == 4
        let number = UInt32(digits)
        let date =
            dayFirst
            ? number % 10_000 * 10_000 + number / 10_000 % 100 * 100 + number / 1_000_000 : number
        packed = date / 10_000 < 1901 ? 0 : date
    }

    var isStated: Bool { packed != 0 }
    var year: UInt32 { packed / 10_000 }
    var month: UInt32 { packed / 100 % 100 }
    var day: UInt32 { packed % 100 }
    var isNewYear: Bool { packed % 10_000 == 101 }

    /// Days since the first of March of the year 0; nil where there is no such date.
    var ordinal: Int? {
        let (year, month, day) = (Int(year), Int(month), Int(day))
        guard (1...12).contains(month), day >= 1 else { return nil }
        let leap = year % 4 == 0 && (year % 100 != 0 || year % 400 == 0)
        let length = month == 2 ? (leap ? 29 : 28) : [4, 6, 9, 11].contains(month) ? 30 : 31
        guard day <= length else { return nil }
        let marchYear = month > 2 ? year : year - 1
        let marchMonth = (month + 9) % 12
        return marchYear * 365 + marchYear / 4 - marchYear / 100 + marchYear / 400
            + (marchMonth * 153 + 2) / 5 + day - 1
    }

    /// Days between two dates; nil where one of them does not exist.
    func days(to other: CalendarDate) -> Int? {
        guard let here = ordinal, let there = other.ordinal else { return nil }
        return abs(here - there)
    }
}
