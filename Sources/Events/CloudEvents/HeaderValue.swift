/// The value of an attribute as an HTTP header has it.
///
/// Source: CNCF, CloudEvents 1.0.2, HTTP protocol binding, 3.1.3.2: first double quotes and
/// backslashes are undone, then, once, percent-encoding. What cannot have been meant is refused and
/// not repaired, for two different values must never become the same.
enum HeaderValue {
    /// - Parameter field: what an error names.
    static func decoded(_ value: [UInt8], field: String) throws(InvalidEvent) -> [UInt8] {
        guard value.allSatisfy({ 0x20...0x7e ~= $0 }) else {
            throw InvalidEvent(
                field: field, problem: "has a character in it that a header may not have",
                remedy: "percent-encode the bytes of its UTF-8: é is %C3%A9")
        }
        return try percentDecoded(try unquoted(value, field: field), field: field)
    }

    private static func unquoted(
        _ value: [UInt8], field: String
    ) throws(InvalidEvent) -> [UInt8] {
        let quote = UInt8(ascii: "\"")
        guard value.contains(quote) else { return value }
        var bytes: [UInt8] = []
        var index = 1
        let isOpen = value.first == quote
        while isOpen, index < value.count - 1, value[index] != quote {
            if value[index] == UInt8(ascii: "\\") { index += 1 }
            bytes.append(value[index])
            index += 1
        }
        guard isOpen, index == value.count - 1, value[index] == quote else {
            throw InvalidEvent(
                field: field, problem: "has a double quote that does not quote all of it",
                remedy: "write %22")
        }
        return bytes
    }

    private static func percentDecoded(
        _ value: [UInt8], field: String
    ) throws(InvalidEvent) -> [UInt8] {
        guard value.contains(UInt8(ascii: "%")) else { return value }
        var decoded: [UInt8] = []
        var index = 0
        while index < value.count {
            guard value[index] == UInt8(ascii: "%") else {
                decoded.append(value[index])
                index += 1
                continue
            }
            guard index + 2 < value.count,
                let byte = hexadecimal(value[index + 1], value[index + 2])
            else {
                throw InvalidEvent(
                    field: field, problem: "has a % that no two hexadecimal digits follow",
                    remedy: "write %25")
            }
            decoded.append(byte)
            index += 3
        }
        return decoded
    }

    private static func hexadecimal(_ high: UInt8, _ low: UInt8) -> UInt8? {
        guard let high = Character(Unicode.Scalar(high)).hexDigitValue,
            let low = Character(Unicode.Scalar(low)).hexDigitValue
        else { return nil }
        return UInt8(high * 16 + low)
    }
}
