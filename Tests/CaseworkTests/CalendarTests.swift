import Casework
import Foundation
import Testing

@Suite("The calendar")
struct CalendarTests {
    @Test("Every day from 1900 to 2199 has one number and one date")
    func everyDay() throws {
        var expected = try #require(Day(year: 1900, month: 1, day: 1)).number
        for year in 1900...2199 {
            for month in 1...12 {
                for date in 1...31 {
                    guard let day = Day(year: year, month: month, day: date) else { continue }
                    guard day.number == expected, day.date == (year, month, date) else {
                        Issue.record("\(year)-\(month)-\(date) is \(day.number), \(day.date)")
                        return
                    }
                    expected += 1
                }
            }
        }
        #expect(Day(number: 0).description == "1970-01-01")
        #expect(Day(number: expected - 1).description == "2199-12-31")
    }

    @Test(
        "Dates that do not exist are refused",
        arguments: [
            (2023, 2, 29), (1900, 2, 29), (2026, 4, 31), (2026, 13, 1), (2026, 0, 1), (2026, 1, 0),
            (1066, 4, 13), (2_026_001, 1, 1),
        ])
    func impossible(year: Int, month: Int, date: Int) {
        #expect(Day(year: year, month: month, day: date) == nil)
    }

    @Test(
        "Months later is the same date, or the last of a shorter month",
        arguments: [
            ("2024-02-29", 12, "2025-02-28"), ("2023-02-28", 12, "2024-02-28"),
            ("2024-02-29", 48, "2028-02-29"), ("2026-01-31", 1, "2026-02-28"),
            ("2026-03-31", -1, "2026-02-28"), ("2025-11-30", 3, "2026-02-28"),
            ("2026-01-15", -13, "2024-12-15"),
        ])
    func months(from: String, months: Int, to: String) {
        #expect(day(from).adding(months: months) == day(to))
    }

    @Test("London's clock is the system's time zone database, hour by hour from 1972 to 2037")
    func london() throws {
        let zone = try #require(TimeZone(identifier: "Europe/London"))
        let first = Int64(63_072_000), last = Int64(2_145_916_800)
        for seconds in stride(from: first, to: last, by: 3_600) {
            // The clocks change in March and October; elsewhere noon will do.
            let month = Day(number: Int32(seconds / 86_400)).date.month
            guard month == 3 || month == 10 || seconds % 86_400 == 43_200 else { continue }
            let expected = zone.secondsFromGMT(for: Date(timeIntervalSince1970: Double(seconds)))
            let offset = London.offset(at: Moment(milliseconds: seconds * 1_000))
            guard offset != Int64(expected) * 1_000 else { continue }
            Issue.record("at \(Moment(milliseconds: seconds * 1_000)): \(offset), not \(expected)")
            return
        }
    }

    @Test("A day begins at its midnight in London, summer and winter")
    func midnight() {
        for number in Int32(0)..<30_000 {
            let day = Day(number: number)
            let start = London.moment(day)
            guard London.day(of: start) == day,
                London.day(of: start.advanced(milliseconds: -1)) == day - 1,
                London.timeOfDay(at: London.moment(day, hour: 17)) == (17, 0)
            else {
                Issue.record("\(day) begins at \(start)")
                return
            }
        }
        #expect(London.moment(day("2026-06-01")).description == "2026-05-31T23:00:00Z")
        #expect(London.moment(day("2026-12-01")).description == "2026-12-01T00:00:00Z")
    }

    @Test("Working days pass over weekends and bank holidays")
    func workingDays() {
        // Good Friday 3 April and Easter Monday 6 April 2026.
        #expect(policy.workingDays.day(1, after: day("2026-04-02")) == day("2026-04-07"))
        #expect(policy.workingDays.day(1, after: day("2026-11-20")) == day("2026-11-23"))
        #expect(policy.workingDays.day(1, after: day("2026-11-22")) == day("2026-11-23"))
        #expect(policy.workingDays.day(3, after: day("2026-12-24")) == day("2026-12-31"))
        #expect(!policy.workingDays.contains(day("2026-12-28")))
    }

    @Test(
        "Lengths of time are said as people say them",
        arguments: [
            ("2026-10-09", "2026-10-10", "1 day"), ("2026-10-09", "2026-11-19", "41 days"),
            ("2026-01-01", "2026-03-02", "60 days"), ("2026-01-01", "2026-03-03", "2 months"),
            ("2025-04-20", "2026-11-19", "18 months"),
        ])
    func spells(from: String, to: String, words: String) {
        #expect(spell(from: day(from), to: day(to)) == words)
    }
}
