import Catalogue
import Foundation

extension Day {
    /// Today in the United Kingdom.
    static var today: Day {
        var calendar = Calendar(identifier: .gregorian)
        calendar.timeZone = TimeZone(identifier: "Europe/London") ?? .gmt
        let parts = calendar.dateComponents([.year, .month, .day], from: Date())
        return Day(year: parts.year ?? 0, month: parts.month ?? 0, day: parts.day ?? 0)
            ?? Day(number: Int(Date().timeIntervalSince1970) / 86_400)
    }
}
