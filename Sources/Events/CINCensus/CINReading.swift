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
        // A blank for the T, slashes for hyphens, a time without seconds, a zone behind a bare day.
        let parts = text.replacingSlashes.split(separator: " ", omittingEmptySubsequences: true)
        guard (1...2).contains(parts.count) else { return nil }
        var joined = parts.joined(separator: "T")
        if joined.utf8.count == 16, joined.utf8.dropFirst(10).first == UInt8(ascii: "T") {
            joined += ":00"
        }
        if var reading = plainDay(joined) {
            reading.note = reading.note ?? "is not written as 2026-03-31, and was read as such"
            return reading
        }
        guard joined.utf8.count == 11 || joined.utf8.count == 16,
            let day = plainDay(String(joined.prefix(10))),
            case .moment? = dateText(joined.prefix(10) + "T00:00:00" + joined.dropFirst(10))
        else { return nil }
        return CINReading(meaning: day.meaning, note: "has a zone, which was passed over")
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

    /// A date with a time of day, on London's clock where it names no zone.
    static func moment(_ text: String) -> Moment? {
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

extension String {
    fileprivate var replacingSlashes: String { String(map { $0 == "/" ? "-" : $0 }) }
}
