internal import Casework

/// What the header of a return says of everything in it.
struct CINHeader {
    /// The authority's three digits; nil where they are not told.
    let authority: String?
    /// 31 March at the end of the year that the return is about.
    let referenceDate: Day
    let time: Moment
    /// The day that the return was made.
    private let lastDay: Day
    /// Oddities that keep nothing from being read.
    private(set) var problems: [CINProblem] = []

    /// The layouts that are known, by the year of their reference date.
    static let years = 2017...2026

    /// How long before its reference date a return may have been made, as a draft, and how long
    /// after it, in calendar months. Within these, what a return of a later year says is later too.
    private static let draftMonths = 6
    private static let lateMonths = 12
    /// How old a young person in need can be, in years, and some months before birth.
    private static let oldest = 26

    /// - Throws: where it cannot be told what return it is and of which year, since its layout and
    ///   its records' time follow from that.
    init(_ values: CINValues) throws(CINRefusal) {
        authority = Self.authority(values, &problems)
        let collection = values[.collection]
        guard collection.map({ $0.text.uppercased() == "CIN" }) ?? true else {
            throw CINRefusal(
                line: collection?.line ?? values.line, element: "Collection",
                reason: "this is not a children in need return, whose Collection is CIN")
        }
        if collection == nil {
            problems.append(
                Self.oddity(values.line, .collection, "it is missing; CIN is taken for granted"))
        }
        let day = try Self.referenceDate(values, &problems)
        referenceDate = day
        let stamp = values[.dateTime]
        let range =
            day.adding(months: -Self.draftMonths)..<day.adding(months: Self.lateMonths)
        if let stamp, let reading = CINText.moment(stamp.text),
            range.contains(London.day(of: reading.meaning))
        {
            time = reading.meaning
            lastDay = London.day(of: time)
            if let note = reading.note {
                problems.append(Self.oddity(stamp.line, .dateTime, "it \(note)"))
            }
        } else {
            time = London.moment(day + 1).advanced(milliseconds: -1)
            lastDay = day
            problems.append(
                Self.oddity(
                    stamp?.line ?? values.line, .dateTime,
                    stamp == nil
                        ? "it is missing; the end of the reference date is used"
                        : "it is no date near the reference date, such as 2026-05-20T10:00:00; the "
                            + "end of the reference date is used",
                    cost: stamp == nil ? .nothing : .value))
        }
        note(values)
    }

    private mutating func note(_ values: CINValues) {
        if !Self.years.contains(referenceDate.date.year) {
            problems.append(
                Self.oddity(
                    values[.referenceDate]?.line ?? values.line, .referenceDate,
                    "the layouts of 2017 to 2026 are known; this one is read as if it were one"))
        }
        for repeated in values.repeats {
            problems.append(
                Self.oddity(
                    repeated.line, repeated.element, "it stands twice; the first is used",
                    cost: .value))
        }
    }

    /// What is odd about a date in the return; nil where nothing is.
    func odd(_ day: Day) -> String? {
        if day > lastDay {
            return
                "it lies after \(lastDay), when the return says that it was made; until it is "
                + "amended, that day is read"
        }
        if day > referenceDate { return "it lies after the return’s reference date" }
        if day < referenceDate.adding(months: -12 * Self.oldest) {
            return "it lies more than \(Self.oldest) years back, before any child in need was born"
        }
        return nil
    }

    /// Three digits, with a label too. Nothing but the source of the events follows from them.
    private static func authority(
        _ values: CINValues, _ problems: inout [CINProblem]
    ) -> String? {
        guard let value = values[.authority] else {
            problems.append(
                oddity(
                    values.line, .authority,
                    "it is missing; the return is read without knowing whose it is"))
            return nil
        }
        let words = value.text.split { !$0.isLetter && !$0.isNumber }
        let numbers = words.filter { word in
            word.utf8.count == 3
                && word.utf8.allSatisfy { (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0) }
        }
        guard let number = numbers.first, Set(numbers).count == 1 else {
            problems.append(
                oddity(
                    value.line, .authority,
                    "it is not three digits; the return is read without knowing whose it is",
                    cost: .value))
            return nil
        }
        if number != value.text {
            problems.append(
                oddity(value.line, .authority, "it has a label; the three digits in it were read"))
        }
        return String(number)
    }

    /// From the `ReferenceDate` where it is a 31 March, else from the `Year`, else from the year of
    /// the `ReferenceDate`.
    private static func referenceDate(
        _ values: CINValues, _ problems: inout [CINProblem]
    ) throws(CINRefusal) -> Day {
        let (date, stated) = (values[.referenceDate], values[.year])
        let day = date.flatMap { CINText.day($0.text) }?.meaning
        let year = stated.flatMap { Self.year($0.text) }.flatMap {
            Day(year: $0, month: 3, day: 31)
        }
        if let day, day.date.month == 3, day.date.day == 31,
            year == nil || year == day
                || !isBesideYear(year, day, values[.dateTime])
                    && (years.contains(day.date.year)
                        || !years.contains(year?.date.year ?? 0))
        {
            if let stated, year != day {
                problems.append(
                    oddity(stated.line, .year, "it is not the year of the reference date"))
            }
            return day
        }
        guard let used = year ?? day.flatMap({ Day(year: $0.date.year, month: 3, day: 31) }) else {
            throw CINRefusal(
                line: date?.line ?? values.line, element: "ReferenceDate",
                reason: "neither it nor the Year says which year the return is of: "
                    + "write 31 March at its end, such as 2026-03-31")
        }
        problems.append(
            oddity(
                date?.line ?? values.line, .referenceDate,
                "it is not the 31 March of the return’s year; \(used) is used"))
        return used
    }

    /// The year in which the return's year ends: `2026`, and `2025/26` or `2025-26`.
    private static func year(_ text: String) -> Int? {
        let parts = text.split { "/-".contains($0) }.map { Int($0) }
        switch parts.count {
        case 1: return Int(text)
        case 2:
            guard let first = parts[0], let last = parts[1], first >= 1900,
                last == first + 1 || last == (first + 1) % 100
            else { return nil }
            return first + 1
        default: return nil
        }
    }

    /// Whether the `DateTime` speaks for the `Year` and against the `ReferenceDate`.
    private static func isBesideYear(_ year: Day?, _ day: Day, _ stamp: CINValues.Value?) -> Bool {
        guard let year, let made = stamp.flatMap({ CINText.moment($0.text) }) else { return false }
        let madeOn = London.day(of: made.meaning)
        func isNear(_ end: Day) -> Bool { (end..<end.adding(months: lateMonths)).contains(madeOn) }
        return isNear(year) && !isNear(day)
    }

    private static func oddity(
        _ line: Int, _ element: CINElement, _ reason: String, cost: CINProblem.Cost = .nothing
    ) -> CINProblem {
        CINProblem(line: line, child: nil, element: element.rawValue, reason: reason, cost: cost)
    }
}
