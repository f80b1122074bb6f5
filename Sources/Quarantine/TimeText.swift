private import Foundation

/// Moments as the headers have them: RFC 3339, with milliseconds, in UTC.
enum TimeText {
    static func of(_ milliseconds: Int64) -> String {
        Date(timeIntervalSince1970: Double(milliseconds) / 1_000)
            .formatted(Date.ISO8601FormatStyle(includingFractionalSeconds: true))
    }

    static func isTime(_ text: String) -> Bool {
        [true, false].contains { fractions in
            (try? Date.ISO8601FormatStyle(includingFractionalSeconds: fractions).parse(text)) != nil
        }
    }
}
