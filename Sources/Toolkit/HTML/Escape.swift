enum Escape {
    /// Appends `text` so that it is inert in HTML and XML, as text and inside either quotes.
    ///
    /// Controls that XML 1.0 forbids even as references (all below U+0020 but tab, line feed and
    /// carriage return; U+FFFE and U+FFFF) become U+FFFD, so that one odd byte in a note does not
    /// make a whole Atom feed unreadable.
    static func markup(_ text: String, into bytes: inout [UInt8]) {
        var text = text
        text.withUTF8 { source in
            // Most text needs nothing: it is copied in whole runs between what does.
            var runStart = 0
            var index = 0
            while index < source.count {
                guard let (replacement, length) = substitute(in: source, at: index) else {
                    index += 1
                    continue
                }
                bytes.append(contentsOf: source[runStart..<index])
                replacement.withUTF8Buffer { bytes.append(contentsOf: $0) }
                index += length
                runStart = index
            }
            bytes.append(contentsOf: source[runStart...])
        }
    }

    /// What replaces the bytes at `index` and how many they are; nil where they may stay.
    @inline(__always)
    private static func substitute(
        in source: UnsafeBufferPointer<UInt8>, at index: Int
    ) -> (StaticString, Int)? {
        switch source[index] {
        case UInt8(ascii: "&"): ("&amp;", 1)
        case UInt8(ascii: "<"): ("&lt;", 1)
        case UInt8(ascii: ">"): ("&gt;", 1)
        case UInt8(ascii: "\""): ("&quot;", 1)
        case UInt8(ascii: "'"): ("&#39;", 1)
        case 0x09, 0x0A, 0x0D: nil
        case 0x00..<0x20: ("\u{FFFD}", 1)
        // A string's UTF-8 is valid, so two bytes always follow 0xEF.
        case 0xEF where source[index + 1] == 0xBF && source[index + 2] >= 0xBE: ("\u{FFFD}", 3)
        default: nil
        }
    }

    static func json(_ text: some Sequence<UInt8>, into bytes: inout [UInt8]) {
        for byte in text {
            switch byte {
            case UInt8(ascii: "<"): append("\\u003c")
            case UInt8(ascii: ">"): append("\\u003e")
            case UInt8(ascii: "&"): append("\\u0026")
            // U+2028 and U+2029 are E2 80 A8 and E2 80 A9.
            case 0xA8 where bytes.suffix(2).elementsEqual([0xE2, 0x80]): separator("\\u2028")
            case 0xA9 where bytes.suffix(2).elementsEqual([0xE2, 0x80]): separator("\\u2029")
            default: bytes.append(byte)
            }
        }

        func append(_ spelling: StaticString) {
            spelling.withUTF8Buffer { bytes.append(contentsOf: $0) }
        }
        func separator(_ spelling: StaticString) {
            bytes.removeLast(2)
            append(spelling)
        }
    }
}
