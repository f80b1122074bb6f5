/// Tells how far bytes are UTF-8.
enum UTF8Text {
    /// How bytes go on after the last whole character.
    enum End { case complete, unfinished, broken }

    /// The length of the whole characters that the bytes begin with, and what follows them.
    ///
    /// Source: The Unicode Standard, table 3-7, well-formed UTF-8 byte sequences.
    static func prefix(of bytes: UnsafeBufferPointer<UInt8>) -> (length: Int, end: End) {
        var place = 0
        while place < bytes.count {
            let first = bytes[place]
            if first < 0x80 {
                place = skipASCII(bytes, from: place)
                continue
            }
            // How many bytes follow the first, and which values the second may have.
            let (following, second): (Int, ClosedRange<UInt8>)
            switch first {
            case 0xc2...0xdf: (following, second) = (1, 0x80...0xbf)
            case 0xe0: (following, second) = (2, 0xa0...0xbf)
            case 0xed: (following, second) = (2, 0x80...0x9f)
            case 0xe1...0xef: (following, second) = (2, 0x80...0xbf)
            case 0xf0: (following, second) = (3, 0x90...0xbf)
            case 0xf1...0xf3: (following, second) = (3, 0x80...0xbf)
            case 0xf4: (following, second) = (3, 0x80...0x8f)
            default: return (place, .broken)
            }
            for index in 1...following {
                guard place + index < bytes.count else { return (place, .unfinished) }
                let allowed = index == 1 ? second : 0x80...0xbf
                guard allowed.contains(bytes[place + index]) else { return (place, .broken) }
            }
            place += following + 1
        }
        return (place, .complete)
    }

    /// Returns are nearly all ASCII, so it is passed over eight bytes at a time.
    private static func skipASCII(_ bytes: UnsafeBufferPointer<UInt8>, from start: Int) -> Int {
        var place = start
        let raw = UnsafeRawBufferPointer(bytes)
        while place + 8 <= bytes.count,
            raw.loadUnaligned(fromByteOffset: place, as: UInt64.self) & 0x8080_8080_8080_8080 == 0
        {
            place += 8
        }
        while place < bytes.count, bytes[place] < 0x80 { place += 1 }
        return place
    }
}
