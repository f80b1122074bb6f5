extension JSONParser {
    /// A string in double quotes at the place, unescaped.
    mutating func string() throws(JSONSyntaxError) -> String {
        place += 1
        var text: [UInt8] = []
        while place < bytes.count {
            let byte = bytes[place]
            switch byte {
            case UInt8(ascii: "\""):
                place += 1
                guard let text = String(validating: text, as: UTF8.self) else {
                    throw fault("the text that ends here is not UTF-8")
                }
                return text
            case UInt8(ascii: "\\"):
                place += 1
                try escape(into: &text)
            case 0..<0x20:
                throw fault("a line end or control character stands inside a text")
            default:
                text.append(byte)
                place += 1
            }
        }
        throw fault("a text is not closed")
    }

    private mutating func escape(into text: inout [UInt8]) throws(JSONSyntaxError) {
        guard place < bytes.count else { throw fault("a text is not closed") }
        let byte = bytes[place]
        place += 1
        switch byte {
        case UInt8(ascii: "\""), UInt8(ascii: "\\"), UInt8(ascii: "/"): text.append(byte)
        case UInt8(ascii: "b"): text.append(0x08)
        case UInt8(ascii: "f"): text.append(0x0C)
        case UInt8(ascii: "n"): text.append(0x0A)
        case UInt8(ascii: "r"): text.append(0x0D)
        case UInt8(ascii: "t"): text.append(0x09)
        case UInt8(ascii: "u"): text.append(contentsOf: String(try scalar()).utf8)
        default: throw fault("there is no such escape")
        }
    }

    private mutating func scalar() throws(JSONSyntaxError) -> Unicode.Scalar {
        let first = try unit()
        if let scalar = Unicode.Scalar(first) { return scalar }
        // Two halves of a UTF-16 pair, or nothing.
        guard (0xD800..<0xDC00).contains(first), take("\\u") else {
            throw fault("half a surrogate pair stands alone")
        }
        let second = try unit()
        guard (0xDC00..<0xE000).contains(second),
            let scalar = Unicode.Scalar(0x10000 + (first - 0xD800) << 10 + (second - 0xDC00))
        else { throw fault("half a surrogate pair stands alone") }
        return scalar
    }

    private mutating func unit() throws(JSONSyntaxError) -> UInt32 {
        guard bytes.count - place >= 4,
            let digits = String(validating: bytes[place..<place + 4], as: UTF8.self),
            digits.allSatisfy(\.isHexDigit), let unit = UInt32(digits, radix: 16)
        else { throw fault("four hexadecimal digits are missing behind \\u") }
        place += 4
        return unit
    }
}
