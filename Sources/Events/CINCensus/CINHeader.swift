internal import Casework

/// What the header of a return says of everything in it.
struct CINHeader {
    let authority: String
    let referenceDate: Day
    let time: Moment
    /// Oddities that keep nothing from being read.
    private(set) var problems: [CINProblem] = []

    /// The layouts that are known, by the year of their reference date.
    static let years = 2017...2026

    /// - Throws: where it cannot be told whose return it is and of which year, since every
    ///   record's name and time follow from that.
    init(_ values: CINValues) throws(CINRefusal) {
        authority = try Self.authority(values)
        let collection = values[.collection]
        guard collection?.text == "CIN" else {
            throw CINRefusal(
                line: collection?.line ?? values.line, element: "Collection",
                reason: "this is not a children in need return, whose Collection is CIN")
        }
        let date = values[.referenceDate]
        guard let date, let day = Self.day(date.text), day.date.month == 3, day.date.day == 31
        else {
            throw CINRefusal(
                line: date?.line ?? values.line, element: "ReferenceDate",
                reason: "the reference date of a return is 31 March, such as 2026-03-31")
        }
        referenceDate = day
        let stamp = values[.dateTime]
        if let moment = stamp.flatMap({ Self.moment($0.text) }) {
            time = moment
        } else {
            time = London.moment(day + 1).advanced(milliseconds: -1)
            problems.append(
                Self.oddity(
                    stamp?.line ?? values.line, .dateTime,
                    "it is missing or not a date and time; the end of the reference date is used"))
        }
        note(values, year: day.date.year)
    }

    private mutating func note(_ values: CINValues, year: Int) {
        if let stated = values[.year], stated.text != String(year) {
            problems.append(
                Self.oddity(stated.line, .year, "it is not the year of the reference date"))
        }
        if !Self.years.contains(year) {
            problems.append(
                Self.oddity(
                    values[.referenceDate]?.line ?? values.line, .referenceDate,
                    "the layouts of 2017 to 2026 are known; this one is read as if it were one"))
        }
        if let repeated = values.repeated {
            problems.append(
                Self.oddity(repeated.line, repeated.element, "it stands twice; the first is used"))
        }
    }

    private static func authority(_ values: CINValues) throws(CINRefusal) -> String {
        guard let value = values[.authority], value.text.utf8.count == 3,
            value.text.utf8.allSatisfy({ (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0) })
        else {
            throw CINRefusal(
                line: values[.authority]?.line ?? values.line, element: "LEA",
                reason: "the authority is not three digits")
        }
        return value.text
    }

    private static func oddity(_ line: Int, _ element: CINElement, _ reason: String) -> CINProblem {
        CINProblem(
            line: line, child: nil, element: element.rawValue, reason: reason, cost: .nothing)
    }

    /// A bare day, as an `xs:date` without a zone.
    static func day(_ text: String) -> Day? {
        if case .day(let day) = dateText(text) { day } else { nil }
    }

    private static func moment(_ text: String) -> Moment? {
        switch dateText(text) {
        case .moment(let moment): moment
        case .wall(let day, let milliseconds):
            London.moment(
                day, hour: milliseconds / 3_600_000, minute: milliseconds / 60_000 % 60
            ).advanced(milliseconds: Int64(milliseconds % 60_000))
        case .day, nil: nil
        }
    }

    private static func dateText(_ text: String) -> DateText? {
        var text = text
        return text.withUTF8 { try? DateText($0) }
    }
}
