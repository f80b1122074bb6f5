enum PercentEncoding {
    /// The bytes that `text` stands for; nil where a `%` is not followed by two hexadecimal digits
    /// and `isStrict`. Otherwise such a `%` stands for itself.
    static func decode(
        _ text: some Sequence<UInt8>, plusIsSpace: Bool = false, isStrict: Bool
    ) -> [UInt8]? {
        let source = Array(text)
        var bytes: [UInt8] = []
        bytes.reserveCapacity(source.count)
        var index = 0
        while index < source.count {
            switch source[index] {
            case UInt8(ascii: "%"):
                if index + 2 < source.count, let high = digit(source[index + 1]),
                    let low = digit(source[index + 2])
                {
                    bytes.append(high << 4 | low)
                    index += 3
                    continue
                }
                if isStrict { return nil }
                bytes.append(UInt8(ascii: "%"))
            case UInt8(ascii: "+") where plusIsSpace: bytes.append(0x20)
            case let byte: bytes.append(byte)
            }
            index += 1
        }
        return bytes
    }

    static func digit(_ byte: UInt8) -> UInt8? {
        switch byte {
        case UInt8(ascii: "0")...UInt8(ascii: "9"): byte - UInt8(ascii: "0")
        case UInt8(ascii: "a")...UInt8(ascii: "f"): byte - UInt8(ascii: "a") + 10
        case UInt8(ascii: "A")...UInt8(ascii: "F"): byte - UInt8(ascii: "A") + 10
        default: nil
        }
    }
}
