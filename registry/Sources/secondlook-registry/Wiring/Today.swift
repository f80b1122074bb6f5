import Catalogue
import Foundation

extension Day {
    /// Today in the United Kingdom, as the machine has it.
    static var today: Day { Day(of: Date()) }

    /// The day in the United Kingdom at a moment, in milliseconds since 1970 UTC.
    init(at milliseconds: Int64) {
        self.init(of: Date(timeIntervalSince1970: Double(milliseconds) / 1_000))
    }

    private init(of date: Date) {
        var calendar = Calendar(identifier: .gregorian)
        calendar.timeZone = TimeZone(identifier: "Europe/London") ?? .gmt
        let parts = calendar.dateComponents([.year, .month, .day], from: date)
        self =
            Day(year: parts.year ?? 0, month: parts.month ?? 0, day: parts.day ?? 0)
            ?? Day(number: Int(date.timeIntervalSince1970) / 86_400)
    }
}
