internal import Casework

/// A value as it was read, and what was done to read it where it is not written as the census
/// writes it.
struct CINReading<Meaning> {
    let meaning: Meaning
    /// What was done, in plain words; nil where nothing had to be.
    var note: String?
}

/// Reads the values of a return: what can be meant in one way only is read, however it is written.
enum CINText {
    /// A day. A time of day is passed over; where it names its zone, the day is London's.
    static func day(_ text: String) -> CINReading<Day>? {
        if let reading = plainDay(text) { return reading }
        let tidy = tidied(text)
        if var reading = plainDay(tidy) {
            reading.note = reading.note ?? "is not written as 2026-03-31, and was read as such"
            return reading
        }
        guard tidy.utf8.count == 11 || tidy.utf8.count == 16,
            let day = plainDay(String(tidy.prefix(10))),
            case .moment? = dateText(tidy.prefix(10) + "T00:00:00" + tidy.dropFirst(10))
        else { return nil }
        return CINReading(meaning: day.meaning, note: "has a zone, which was passed over")
    }

    /// The text as the census writes it, where it has a blank for the T, other marks for the hyphens,
    /// numbers without their leading noughts, the day first, or a time without seconds. Of
    /// `05/06/2026` it is not known which is the month, and nothing is done to it.
    private static func tidied(_ text: String) -> String {
        let parts = text.split(separator: " ")
        guard let first = parts.first else { return text }
        let head = first.prefix { $0.isASCII && ($0.isNumber || "-/.".contains($0)) }
        let day: String
        var rest = first.dropFirst(head.count)
        if let date = date(head) {
            day = date
        } else if head.utf8.count > 10, let date = date(head.prefix(10)) {
            // A zone behind a bare day, such as 2026-03-31-01:00.
            (day, rest) = (date, first.dropFirst(10))
        } else {
            return text
        }
        var time = String(rest) + parts.dropFirst().joined()
        guard let start = time.first else { return day }
        if parts.count > 1, start.isNumber { time = "T" + time }
        let letters = Array(time.utf8)
        if start == "T" || start == "t" || parts.count > 1, letters.count >= 6,
            letters[3] == UInt8(ascii: ":"),
            letters.count == 6 || "Zz+-".utf8.contains(letters[6])
        {
            time = time.prefix(6) + ":00" + time.dropFirst(6)
        }
        return day + time
    }

    /// Three numbers, of which one has four digits and so is the year, as `2026-03-31`.
    private static func date(_ text: Substring) -> String? {
        let numbers = text.split(omittingEmptySubsequences: false) { "-/.".contains($0) }
        guard numbers.count == 3, numbers.allSatisfy({ !$0.isEmpty && $0.utf8.count <= 4 }) else {
            return nil
        }
        let values = numbers.compactMap { Int($0) }
        guard values.count == 3 else { return nil }
        func two(_ value: Int) -> String { value < 10 ? "0\(value)" : "\(value)" }
        switch (numbers[0].utf8.count, numbers[1].utf8.count, numbers[2].utf8.count) {
        case (4, 1...2, 1...2):
            return "\(numbers[0])-\(two(values[1]))-\(two(values[2]))"
        case (1...2, 1...2, 4) where values[0] > 12 || values[0] == values[1]:
            return "\(numbers[2])-\(two(values[1]))-\(two(values[0]))"
        default: return nil
        }
    }

    private static func plainDay(_ text: String) -> CINReading<Day>? {
        switch dateText(text) {
        case .day(let day): CINReading(meaning: day)
        case .moment(let moment):
            CINReading(
                meaning: London.day(of: moment),
                note: "has a time of day; the day in London was read")
        case .wall(let day, _):
            CINReading(meaning: day, note: "has a time of day; the day alone was read")
        case nil: nil
        }
    }

    /// A date with a time of day, on London's clock where it names no zone. Of a day alone it is the
    /// end.
    static func moment(_ text: String) -> CINReading<Moment>? {
        if let moment = plainMoment(text) { return CINReading(meaning: moment) }
        if let moment = plainMoment(tidied(text)) {
            return CINReading(
                meaning: moment, note: "is not written as 2026-05-20T10:00:00, and was read as such"
            )
        }
        guard let day = day(text) else { return nil }
        return CINReading(
            meaning: London.moment(day.meaning + 1).advanced(milliseconds: -1),
            note: "has no time of day; the end of that day is used")
    }

    private static func plainMoment(_ text: String) -> Moment? {
        switch dateText(text) {
        case .moment(let moment): moment
        case .wall(let day, let milliseconds):
            London.moment(
                day, hour: milliseconds / 3_600_000, minute: milliseconds / 60_000 % 60
            ).advanced(milliseconds: Int64(milliseconds % 60_000))
        case .day, nil: nil
        }
    }

    private static func dateText(_ text: some StringProtocol) -> DateText? {
        var text = String(text)
        return text.withUTF8 { try? DateText($0) }
    }

    static func boolean(_ text: String) -> CINReading<Bool>? {
        let note = "is neither true nor false, and was read as what it says"
        return switch text.lowercased() {
        case "true", "1": CINReading(meaning: true)
        case "false", "0": CINReading(meaning: false)
        case "y", "yes", "t": CINReading(meaning: true, note: note)
        case "n", "no", "f": CINReading(meaning: false, note: note)
        default: nil
        }
    }

    /// A code, in small letters too, without its leading nought, or with its label before or behind
    /// it: `2A: School`. Of a text that holds two codes of the list it is not known which is meant.
    static func code<Code: RawRepresentable<String> & CaseIterable & Equatable>(
        _ text: String
    ) -> CINReading<Code>? {
        if let code = Code(rawValue: text) { return CINReading(meaning: code) }
        let words = text.uppercased().split { !$0.isLetter && !$0.isNumber }
        var found: [Code] = []
        for word in words {
            let short = word.drop { $0 == "0" }
            guard let code = Code(rawValue: String(word)) ?? Code(rawValue: String(short)),
                !found.contains(code)
            else { continue }
            found.append(code)
        }
        guard found.count == 1 else { return nil }
        return CINReading(
            meaning: found[0],
            note: words.count == 1
                ? "is not written as on the list, and was read as the code that it is"
                : "has a label; the code in it was read")
    }
}
