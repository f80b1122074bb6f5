/// A secret that stands on pages, written differently each time: what does not repeat cannot be
/// guessed byte by byte from how well a page compresses (the BREACH attack, CVE-2013-3587).
public struct MaskedSecret: Sendable {
    private let bytes: [UInt8]
    private static let length = 32

    /// The secret that follows from another, which cannot be found from it.
    public init(from other: String) {
        var text = "masked secret: \(other)"
        bytes = text.withUTF8 { blake2b(UnsafeRawBufferPointer($0), count: Self.length) }
    }

    /// The secret under a mask of its own: 128 hexadecimal digits.
    public func masked() -> String {
        let mask = randomBytes(Self.length)
        return hexadecimal(mask) + hexadecimal(zip(mask, bytes).map { $0 ^ $1 })
    }

    /// Whether a text is this secret under any mask.
    public func isMasked(as text: String) -> Bool {
        guard let sent = Self.read(text), sent.count == 2 * Self.length else { return false }
        let (mask, rest) = (sent.prefix(Self.length), sent.suffix(Self.length))
        return equalInConstantTime(zip(mask, rest).map { $0 ^ $1 }, bytes)
    }

    private static func read(_ text: String) -> [UInt8]? {
        var bytes: [UInt8] = []
        var high: UInt8?
        for digit in text.utf8 {
            let value: UInt8
            switch digit {
            case 0x30...0x39: value = digit - 0x30
            case 0x61...0x66: value = digit - 0x61 + 10
            default: return nil
            }
            if let first = high {
                bytes.append(first << 4 | value)
                high = nil
            } else {
                high = value
            }
        }
        return high == nil ? bytes : nil
    }
}
