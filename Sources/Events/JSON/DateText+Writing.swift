internal import Casework

// The same text as `Day.description` and `Moment.description` give, without strings on the way: an
// event has up to three dates.
extension DateText {
    static func write(_ day: Day, to bytes: inout [UInt8]) {
        let (year, month, date) = day.date
        two(year / 100, &bytes)
        two(year % 100, &bytes)
        bytes.append(UInt8(ascii: "-"))
        two(month, &bytes)
        bytes.append(UInt8(ascii: "-"))
        two(date, &bytes)
    }

    static func write(_ moment: Moment, to bytes: inout [UInt8]) {
        let dayLength: Int64 = 86_400_000
        var rest = moment.milliseconds % dayLength
        if rest < 0 { rest += dayLength }
        write(Day(number: Int32(clamping: (moment.milliseconds - rest) / dayLength)), to: &bytes)
        let seconds = Int(rest / 1_000)
        bytes.append(UInt8(ascii: "T"))
        two(seconds / 3_600, &bytes)
        bytes.append(UInt8(ascii: ":"))
        two(seconds / 60 % 60, &bytes)
        bytes.append(UInt8(ascii: ":"))
        two(seconds % 60, &bytes)
        let fraction = Int(rest % 1_000)
        if fraction != 0 {
            bytes.append(UInt8(ascii: "."))
            bytes.append(UInt8(ascii: "0") + UInt8(fraction / 100))
            two(fraction % 100, &bytes)
        }
        bytes.append(UInt8(ascii: "Z"))
    }

    private static func two(_ number: Int, _ bytes: inout [UInt8]) {
        bytes.append(UInt8(ascii: "0") + UInt8(truncatingIfNeeded: number / 10))
        bytes.append(UInt8(ascii: "0") + UInt8(truncatingIfNeeded: number % 10))
    }
}
