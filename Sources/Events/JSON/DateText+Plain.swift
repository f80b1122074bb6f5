internal import Casework

// The shapes that nearly every date has, eight letters at a time: going through them one by one is
// a good part of what it costs to read an event.
extension DateText {
    /// The date that a text such as `2026-03-31` or `2026-03-31T09:41:07Z` is; nil for whatever
    /// else, right or wrong.
    static func plain(_ text: UnsafeRawBufferPointer) -> ScannedEvent.Date? {
        switch text.count {
        case 10:
            guard let start = Eight(text, at: 0, as: .yearAndMonth),
                let end = Eight(text, at: 2, as: .day)
            else { return nil }
            return day(start, end.number(at: 6)).map { .day($0) }
        case 20:
            guard let start = Eight(text, at: 0, as: .yearAndMonth),
                let middle = Eight(text, at: 8, as: .dayAndTime),
                let end = Eight(text, at: 12, as: .seconds),
                let day = day(start, middle.number(at: 0))
            else { return nil }
            let (hours, minutes, seconds) =
                (middle.number(at: 3), middle.number(at: 6), end.number(at: 5))
            guard hours < 24, minutes < 60, seconds < 60 else { return nil }
            let second = Int64(day.number) * 86_400 + Int64((hours * 60 + minutes) * 60 + seconds)
            return .moment(Moment(milliseconds: second * 1_000))
        default: return nil
        }
    }

    private static func day(_ start: Eight, _ day: Int) -> Day? {
        Day(
            year: start.number(at: 0) * 100 + start.number(at: 2), month: start.number(at: 5),
            day: day)
    }
}

/// Eight letters of a date, the first the least: a digit's value where a digit stands, and zero
/// where a mark does.
private struct Eight {
    private let values: UInt64

    /// What stands where.
    struct Shape {
        /// The marks themselves, and `0` for a digit.
        let letters: UInt64
        /// What a byte can be increased by until it passes 127 for being too large: 9 is the
        /// largest digit, and a mark differs from itself in nothing.
        let limits: UInt64

        /// `0000-00-`
        static let yearAndMonth = Shape(
            letters: 0x2d30_302d_3030_3030, limits: 0x7f76_767f_7676_7676)
        /// `00-00-00`, the end of a day.
        static let day = Shape(letters: 0x3030_2d30_302d_3030, limits: 0x7676_7f76_767f_7676)
        /// `00T00:00`
        static let dayAndTime = Shape(
            letters: 0x3030_3a30_3054_3030, limits: 0x7676_7f76_767f_7676)
        /// `0:00:00Z`
        static let seconds = Shape(letters: 0x5a30_303a_3030_3a30, limits: 0x7f76_767f_7676_7f76)
    }

    /// Nil where the letters have another shape.
    init?(_ text: UnsafeRawBufferPointer, at place: Int, as shape: Shape) {
        let letters = text.loadUnaligned(fromByteOffset: place, as: UInt64.self)
        values = UInt64(littleEndian: letters) ^ shape.letters
        guard (values | (values &+ shape.limits)) & 0x8080_8080_8080_8080 == 0 else { return nil }
    }

    /// The number of two digits, of which the first stands at a place.
    func number(at place: Int) -> Int {
        Int(truncatingIfNeeded: (values &* 10 &+ values >> 8) >> (8 * UInt64(place)) & 0xff)
    }
}
