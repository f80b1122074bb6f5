/// Cuts text into words: runs of letters and digits, folded.
///
/// It looks at every byte once and keeps one word, so that a hostile text costs no more than its
/// length.
struct WordScanner {
    /// What stood directly before a word.
    enum Joint { case space, dot, comma, apostrophe, hyphen }

    struct Word {
        /// The UTF-8 offsets in the text.
        var range: Range<Int>
        /// The one character between this word and the one before it; `.space` for more than one,
        /// or another.
        var joint: Joint
        /// Two letters or more, all of them capitals.
        var isCapitals: Bool
    }

    /// The word at hand, folded, in UTF-8.
    private(set) var folded: [UInt8] = []

    /// Calls for each word in order; `folded` holds it during the call.
    mutating func scan(
        _ text: UnsafeBufferPointer<UInt8>, _ body: (Word, borrowing [UInt8]) -> Void
    ) {
        var position = 0
        var start = 0
        var capitals = 0
        var smalls = 0
        var joint = Joint.space
        var gap = 2
        func emit(_ end: Int, _ folded: borrowing [UInt8]) {
            body(
                Word(
                    range: start..<end, joint: gap == 1 ? joint : .space,
                    isCapitals: capitals > 1 && smalls == 0), folded)
        }
        folded.removeAll(keepingCapacity: true)
        while position < text.count {
            let byte = text[position]
            var width = 1
            let kind = Self.ascii[Int(byte)]
            if kind > 1 {
                if folded.isEmpty { start = position }
                folded.append(kind)
                if byte != kind { capitals += 1 } else if byte > 0x39 { smalls += 1 }
                position += 1
                continue
            }
            if kind == 1 {
                let (scalar, count) = Self.decode(text, position)
                width = count
                switch scalar.map(Folding.fold) ?? .separator {
                case .scalar(let lower):
                    if folded.isEmpty { start = position }
                    if let units = UTF8.encode(lower) { folded.append(contentsOf: units) }
                    if let scalar, scalar.properties.isUppercase {
                        capitals += 1
                    } else {
                        smalls += 1
                    }
                    position += width
                    continue
                case .nothing where !folded.isEmpty:
                    position += width
                    continue
                case .nothing, .separator: break
                }
            }
            if !folded.isEmpty {
                emit(position, folded)
                folded.removeAll(keepingCapacity: true)
                capitals = 0
                smalls = 0
                gap = 0
            }
            gap += 1
            joint = Self.joint(text, position, width)
            position += width
        }
        if !folded.isEmpty { emit(text.count, folded) }
        folded.removeAll(keepingCapacity: true)
    }

    /// For each byte: 0 for a separator, 1 where a longer character starts, else the small letter
    /// or digit.
    private static let ascii: [UInt8] = (0..<256).map { code in
        switch UInt8(code) {
        case UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "a")...UInt8(ascii: "z"):
            UInt8(code)
        case UInt8(ascii: "A")...UInt8(ascii: "Z"): UInt8(code) + 32
        case 0x80...: 1
        default: 0
        }
    }

    private static func joint(
        _ text: UnsafeBufferPointer<UInt8>, _ position: Int, _ width: Int
    ) -> Joint {
        switch text[position] {
        case UInt8(ascii: "."): .dot
        case UInt8(ascii: ","): .comma
        case UInt8(ascii: "'"): .apostrophe
        case UInt8(ascii: "-"): .hyphen
        // U+2019 and U+2010, U+2011.
        case 0xE2 where width == 3 && text[position + 1] == 0x80:
            text[position + 2] == 0x99
                ? .apostrophe : text[position + 2] & 0xFE == 0x90 ? .hyphen : .space
        default: .space
        }
    }

    /// The text is a Swift string's, so its bytes are well formed.
    private static func decode(
        _ text: UnsafeBufferPointer<UInt8>, _ position: Int
    ) -> (Unicode.Scalar?, Int) {
        let lead = text[position]
        let width = lead < 0xE0 ? 2 : lead < 0xF0 ? 3 : 4
        guard position + width <= text.count else { return (nil, text.count - position) }
        var value = UInt32(lead) & (width == 2 ? 0x1F : width == 3 ? 0x0F : 0x07)
        for offset in 1..<width { value = value << 6 | UInt32(text[position + offset] & 0x3F) }
        return (Unicode.Scalar(value), width)
    }
}
