import Catalogue

/// Dates and times as OCDS writes them (RFC 3339).
enum OCDSTime {
    /// `2026-01-10T09:00:00Z`, `2026-01-10T09:00:00.25+01:00` in milliseconds since 1970 UTC. A date
    /// alone, and a time without a zone, as some publishers write them, are taken as UTC. Nil where
    /// it is no time.
    static func milliseconds(_ text: String) -> Int64? {
        guard text.utf8.count <= 40, let day = Day(String(text.prefix(10))) else { return nil }
        var rest = text.dropFirst(10)
        var milliseconds = Int64(day.number) * 86_400_000
        guard let mark = rest.popFirst() else { return milliseconds }
        guard mark == "T" || mark == "t" || mark == " ", let hours = clock(&rest) else {
            return nil
        }
        milliseconds += hours
        switch rest.first {
        case nil: return milliseconds
        case "Z", "z": return rest.count == 1 ? milliseconds : nil
        case "+", "-":
            let sign: Int64 = rest.removeFirst() == "+" ? 1 : -1
            rest.removeAll { $0 == ":" }
            guard rest.count == 4, let digits = Int64(rest), digits % 100 < 60, digits < 2_400
            else {
                return nil
            }
            return milliseconds - sign * (digits / 100 * 60 + digits % 100) * 60_000
        default: return nil
        }
    }

    /// Whether a text that is a time names no zone.
    static func isUnzoned(_ text: String) -> Bool {
        let time = text.dropFirst(10)
        return !time.contains { "Zz+-".contains($0) }
    }

    /// `09:00`, `09:00:00` or `09:00:00.25` from the front.
    private static func clock(_ rest: inout Substring) -> Int64? {
        func two(_ rest: inout Substring, below limit: Int64) -> Int64? {
            let digits = rest.prefix(2)
            guard digits.utf8.count == 2, digits.utf8.allSatisfy({ (0x30...0x39).contains($0) }),
                let number = Int64(digits), number < limit
            else { return nil }
            rest = rest.dropFirst(2)
            return number
        }
        guard let hours = two(&rest, below: 24), rest.popFirst() == ":",
            let minutes = two(&rest, below: 60)
        else { return nil }
        var milliseconds = (hours * 60 + minutes) * 60_000
        guard rest.first == ":" else { return milliseconds }
        rest = rest.dropFirst()
        guard let seconds = two(&rest, below: 61) else { return nil }
        milliseconds += min(seconds, 59) * 1_000
        guard rest.first == "." else { return milliseconds }
        rest = rest.dropFirst()
        let digits = rest.prefix { $0.isASCII && $0.isNumber }
        guard !digits.isEmpty else { return nil }
        rest = rest.dropFirst(digits.count)
        let thousandths = (digits + "00").prefix(3)
        return milliseconds + (Int64(thousandths) ?? 0)
    }

    /// In UTC with a `Z`; parts of a second only where there are some.
    static func text(_ milliseconds: Int64) -> String {
        let (days, time) = split(milliseconds, by: 86_400_000)
        let (seconds, thousandths) = split(time, by: 1_000)
        let part = thousandths == 0 ? "" : "." + padded(thousandths, 3)
        let clock = [seconds / 3_600, seconds / 60 % 60, seconds % 60].map { padded($0, 2) }
        return "\(Day(number: Int(days)))T\(clock.joined(separator: ":"))\(part)Z"
    }

    private static func split(_ number: Int64, by unit: Int64) -> (Int64, Int64) {
        let rest = ((number % unit) + unit) % unit
        return ((number - rest) / unit, rest)
    }

    private static func padded(_ number: Int64, _ width: Int) -> String {
        let digits = String(number)
        return String(repeating: "0", count: max(0, width - digits.count)) + digits
    }
}
