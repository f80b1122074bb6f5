/// Follows the tags of an XML text byte by byte and measures them: the parser compares each attribute
/// of an element with all before it, so that one of 200,000 would keep it busy for 19 seconds.
///
/// Comments and CDATA sections are told apart; they may be of any length.
struct XMLTags {
    enum Place {
        case text, opened, tag
        case quoted(UInt8)
        /// After `<!`, and how much of `--` or `[CDATA[` has come.
        case declared
        case comment, cdata
    }

    private(set) var place = Place.text
    /// Bytes of the tag so far.
    private var length = 0
    /// The two bytes before.
    private var last: (UInt8, UInt8) = (0, 0)

    /// The bytes that a tag has at most; those of returns have a few hundred.
    static let longest = 8_192

    var isTooLong: Bool { length > Self.longest }

    mutating func take(_ byte: UInt8) {
        switch place {
        case .text:
            if byte == UInt8(ascii: "<") { place = .opened }
        case .opened:
            length = 1
            place = byte == UInt8(ascii: "!") ? .declared : .tag
        case .declared:
            length += 1
            if byte == UInt8(ascii: "-"), last.1 == UInt8(ascii: "-") {
                enter(.comment)
                return
            }
            if byte == UInt8(ascii: "["), last.1 == UInt8(ascii: "A") {
                enter(.cdata)
                return
            }
            if byte == UInt8(ascii: ">") { enter(.text) }
        case .tag:
            length += 1
            if byte == UInt8(ascii: "\"") || byte == UInt8(ascii: "'") { place = .quoted(byte) }
            if byte == UInt8(ascii: ">") { enter(.text) }
        case .quoted(let quote):
            length += 1
            if byte == quote { place = .tag }
        case .comment:
            if byte == UInt8(ascii: ">"), last == (UInt8(ascii: "-"), UInt8(ascii: "-")) {
                enter(.text)
                return
            }
        case .cdata:
            if byte == UInt8(ascii: ">"), last == (UInt8(ascii: "]"), UInt8(ascii: "]")) {
                enter(.text)
                return
            }
        }
        last = (last.1, byte)
    }

    /// What was opened is not part of the text.
    mutating func dropOpened() { enter(.text) }

    /// What came before does not belong to what begins here.
    private mutating func enter(_ next: Place) {
        place = next
        length = 0
        last = (0, 0)
    }
}
