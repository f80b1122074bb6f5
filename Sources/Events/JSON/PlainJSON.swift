private import Casework

/// Goes through plain JSON from left to right: objects, strings of printable ASCII without escapes,
/// true and false. It stops for good at whatever else it meets.
struct PlainJSON {
    private let bytes: UnsafeRawBufferPointer
    private var place = 0

    /// Longer texts are left to the parser, so that places fit into 32 bits.
    private static let longest = 1 << 16

    init(_ bytes: UnsafeRawBufferPointer) {
        self.bytes = bytes
        if bytes.count > PlainJSON.longest { stop() }
    }

    /// Whether nothing but blanks is left.
    var isOver: Bool {
        mutating get {
            skipBlanks()
            return place == bytes.count
        }
    }

    /// A text's bytes.
    subscript(text: ScannedEvent.Text) -> UnsafeBufferPointer<UInt8> {
        text.bytes(in: bytes).assumingMemoryBound(to: UInt8.self)
    }

    /// Goes past a mark, if that is what comes next.
    @inline(__always)
    mutating func take(_ mark: Unicode.Scalar) -> Bool {
        // Most have no blanks in front.
        if place < bytes.count, bytes[place] <= 0x20 { skipBlanks() }
        guard place < bytes.count, bytes[place] == UInt8(ascii: mark) else { return false }
        place += 1
        return true
    }

    /// The key of a member, and past its colon; empty where there is none.
    mutating func key() -> ScannedEvent.Text {
        let key = text()
        return take(":") ? key : ScannedEvent.Text()
    }

    /// A string, without its quotes; empty where there is none, or another one than a plain one.
    mutating func text() -> ScannedEvent.Text {
        guard take("\"") else { return stop() }
        let start = place
        var end = place
        while true {
            let stops = PlainJSON.endsOfPlainText(in: word(at: end))
            if stops != 0 {
                end += stops.trailingZeroBitCount / 8
                break
            }
            end += 8
        }
        guard end < bytes.count, bytes[end] == UInt8(ascii: "\"") else { return stop() }
        place = end + 1
        return ScannedEvent.Text(start: start, count: end - start)
    }

    /// True or false; empty where there is neither.
    mutating func flag() -> ScannedEvent.Text {
        skipBlanks()
        let start = place
        while place < bytes.count, UInt8(ascii: "a")...UInt8(ascii: "z") ~= bytes[place] {
            place += 1
        }
        return ScannedEvent.Text(start: start, count: place - start)
    }

    private mutating func skipBlanks() {
        while place < bytes.count, bytes[place] <= 0x20 {
            switch bytes[place] {
            case 0x20, 0x0a, 0x0d, 0x09: place += 1
            default: return
            }
        }
    }

    /// Nothing can be read any more.
    @discardableResult
    private mutating func stop() -> ScannedEvent.Text {
        place = Int.max
        return ScannedEvent.Text()
    }

    /// The next 8 bytes as a number, the first the least; zeros behind the end.
    private func word(at place: Int) -> UInt64 {
        if place + 8 <= bytes.count {
            return UInt64(
                littleEndian: bytes.loadUnaligned(fromByteOffset: place, as: UInt64.self))
        }
        var word: UInt64 = 0
        for index in place..<max(place, bytes.count) {
            word |= UInt64(bytes[index]) << (8 * UInt64(index - place))
        }
        return word
    }

    /// Marks the quotes, backslashes, control characters and bytes beyond ASCII among 8 bytes by
    /// their highest bits. Marks above the lowest may be wrong; the lowest never is.
    ///
    /// A byte is zero exactly where subtracting 1 from it borrows (Mycroft's test); so each is made
    /// zero that is looked for.
    private static func endsOfPlainText(in word: UInt64) -> UInt64 {
        func zeros(_ word: UInt64) -> UInt64 { (word &- ones) & ~word }
        let quote = zeros(word ^ ones * 0x22)
        let backslash = zeros(word ^ ones * 0x5c)
        let delete = zeros(word ^ ones * 0x7f)
        let control = (word &- ones * 0x20) & ~word
        return (quote | backslash | delete | control | word) & (ones * 0x80)
    }

    private static let ones: UInt64 = 0x0101_0101_0101_0101
}

extension PlainJSON {
    /// Whether a text is exactly these characters.
    func equals(_ text: ScannedEvent.Text, _ other: StaticString) -> Bool {
        self[text].elementsEqual(
            UnsafeBufferPointer(start: other.utf8Start, count: other.utf8CodeUnitCount))
    }

    /// True, false, or nil for anything else.
    func isTrue(_ text: ScannedEvent.Text) -> Bool? {
        if equals(text, "true") { return true }
        return equals(text, "false") ? false : nil
    }

    /// Whether a text can name something, with no blank at either end.
    func isIdentifier(_ text: ScannedEvent.Text, longest: Int) -> Bool {
        !text.isEmpty && text.count <= longest && bytes[Int(text.start)] != 0x20
            && bytes[Int(text.start) + Int(text.count) - 1] != 0x20
    }

    /// The date that a text is; nil where it is none, or lacks its offset.
    func date(_ text: ScannedEvent.Text) -> ScannedEvent.Date? {
        if let date = DateText.plain(text.bytes(in: bytes)) { return date }
        return switch try? DateText(self[text]) {
        case .day(let day): .day(day)
        case .moment(let moment): .moment(moment)
        case .wall, nil: nil
        }
    }
}
