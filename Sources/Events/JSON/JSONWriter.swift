internal import Casework

/// Writes JSON as bytes, with no more escapes than JSON asks for.
struct JSONWriter {
    private(set) var bytes: [UInt8] = []

    init(capacity: Int) { bytes.reserveCapacity(capacity) }

    /// Text that is JSON already: punctuation and names that need no escape.
    mutating func literal(_ text: StaticString) {
        bytes.append(
            contentsOf: UnsafeBufferPointer(start: text.utf8Start, count: text.utf8CodeUnitCount))
    }

    mutating func string(_ text: String) {
        var text = text
        text.withUTF8 { string($0) }
    }

    mutating func string(_ text: UnsafeBufferPointer<UInt8>) {
        bytes.append(quote)
        if text.contains(where: Self.needsEscape) {
            for byte in text { escaped(byte) }
        } else {
            bytes.append(contentsOf: text)
        }
        bytes.append(quote)
    }

    /// JSON that was parsed before, as it stands.
    mutating func verbatim(_ json: UnsafeRawBufferPointer) {
        bytes.append(contentsOf: json)
    }

    mutating func boolean(_ value: Bool) {
        literal(value ? "true" : "false")
    }

    mutating func integer(_ value: Int) {
        bytes.append(contentsOf: String(value).utf8)
    }

    mutating func strings(_ texts: some Sequence<String>) {
        literal("[")
        var isFirst = true
        for text in texts {
            if !isFirst { literal(",") }
            isFirst = false
            string(text)
        }
        literal("]")
    }

    /// A date as `CaseDate.description` has it, in quotes.
    mutating func date(_ date: CaseDate) {
        bytes.append(quote)
        if date.hasTime {
            DateText.write(date.moment, to: &bytes)
        } else {
            DateText.write(date.day, to: &bytes)
        }
        bytes.append(quote)
    }

    /// A moment as `Moment.description` has it, in quotes.
    mutating func moment(_ moment: Moment) {
        bytes.append(quote)
        DateText.write(moment, to: &bytes)
        bytes.append(quote)
    }

    private let quote = UInt8(ascii: "\"")

    private static func needsEscape(_ byte: UInt8) -> Bool {
        byte < 0x20 || byte == UInt8(ascii: "\"") || byte == UInt8(ascii: "\\")
    }

    private mutating func escaped(_ byte: UInt8) {
        switch byte {
        case UInt8(ascii: "\""): literal(#"\""#)
        case UInt8(ascii: "\\"): literal(#"\\"#)
        case UInt8(ascii: "\n"): literal(#"\n"#)
        case UInt8(ascii: "\r"): literal(#"\r"#)
        case UInt8(ascii: "\t"): literal(#"\t"#)
        case 0..<0x20:
            literal(#"\u00"#)
            bytes.append(Self.hexadecimal[Int(byte >> 4)])
            bytes.append(Self.hexadecimal[Int(byte & 15)])
        default: bytes.append(byte)
        }
    }

    private static let hexadecimal = Array("0123456789abcdef".utf8)
}
