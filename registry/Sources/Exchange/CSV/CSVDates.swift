import Catalogue

/// Days as spreadsheets write them. What can be two days is not guessed: it is read where the other
/// days of the same table show which number is the day, and refused where they do not.
struct CSVDates {
    enum Order: Hashable { case dayFirst, monthFirst }

    enum Reading: Hashable {
        case day(Day)
        /// A day by the order of the table's others.
        case inferred(Day)
        /// It may be two days, or lacks something: what, and the remedy.
        case unclear(String, String)
        /// It is none.
        case none
    }

    /// The order that the table's days have; nil until that is known.
    let order: Order?
    /// The orders that were seen in days that leave no doubt.
    private(set) var seen: Set<Order> = []
    private(set) var isUnclear = false

    init(order: Order? = nil) { self.order = order }

    /// The order to read the table in again: where one was seen and some days need it.
    var needed: Order? { isUnclear && seen.count == 1 && order == nil ? seen.first : nil }

    /// Reads a day, or finds that it is none.
    mutating func read(_ text: String) -> Reading {
        let date = CSVDates.withoutMidnight(text)
        if let day = Day(date) { return .day(day) }
        let parts = date.split { "/-. ,".contains($0) }.map(String.init)
        guard parts.count == 3 else {
            let isSerial =
                text.utf8.count == 5 && text.utf8.allSatisfy { (0x30...0x39).contains($0) }
            return isSerial
                ? .unclear(
                    "It is a spreadsheet’s number of a day, and spreadsheets count from two days.",
                    "Format the column as dates, such as 2027-03-31.") : .none
        }
        if let month = CSVDates.month(parts[1]) { return dated(parts[2], month, parts[0]) }
        if let month = CSVDates.month(parts[0]) { return dated(parts[2], month, parts[1]) }
        let numbers = parts.compactMap { part in
            part.utf8.allSatisfy { (0x30...0x39).contains($0) } ? Int(part) : nil
        }
        guard numbers.count == 3 else { return .none }
        if parts[0].count == 4 {
            return Day(year: numbers[0], month: numbers[1], day: numbers[2]).map { .day($0) }
                ?? .none
        }
        guard parts[2].count == 4 else { return CSVDates.shortYear }
        return numeric(numbers[0], numbers[1], numbers[2], isDotted: date.contains("."))
    }

    private mutating func numeric(
        _ first: Int, _ second: Int, _ year: Int, isDotted: Bool
    ) -> Reading {
        let dayFirst = Day(year: year, month: second, day: first)
        let monthFirst = isDotted ? nil : Day(year: year, month: first, day: second)
        switch (dayFirst, monthFirst) {
        case (let day?, nil):
            if !isDotted { seen.insert(.dayFirst) }
            return .day(day)
        case (nil, let day?):
            seen.insert(.monthFirst)
            return .day(day)
        case (let one?, let two?) where one == two: return .day(one)
        case (let one?, let two?):
            if let order { return .inferred(order == .dayFirst ? one : two) }
            isUnclear = true
            return .unclear(
                "It may be \(one.spoken) or \(two.spoken).",
                "Write it as \(one) or as \(two).")
        case (nil, nil): return .none
        }
    }

    private func dated(_ year: String, _ month: Int, _ day: String) -> Reading {
        guard year.count == 4 else { return CSVDates.shortYear }
        guard let year = Int(year), let number = Int(day),
            let day = Day(year: year, month: month, day: number)
        else { return .none }
        return .day(day)
    }

    private static let shortYear = Reading.unclear(
        "Its year has not four digits.", "Write the day as 2027-03-31.")

    private static func month(_ text: String) -> Int? {
        let names = [
            "january", "february", "march", "april", "may", "june", "july", "august", "september",
            "october", "november", "december",
        ]
        let word = text.lowercased()
        guard word.count >= 3 else { return nil }
        return names.firstIndex {
            $0 == word || $0.prefix(3) == word || word == "sept" && $0 == "september"
        }
        .map { $0 + 1 }
    }

    /// A spreadsheet's day is a moment at midnight.
    private static func withoutMidnight(_ text: String) -> String {
        for mark in ["T", " "] {
            guard let place = text.firstRange(of: mark + "00:00") else { continue }
            let rest = text[place.upperBound...].filter { !"0:.Z".contains($0) }
            if rest.isEmpty { return String(text[..<place.lowerBound]) }
        }
        return text
    }
}
