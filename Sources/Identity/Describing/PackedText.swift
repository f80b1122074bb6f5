/// Short texts of small letters and digits as numbers, six bits a character: up to ten characters
/// in a `UInt64`, up to five in a `UInt32`. What is longer is cut.
enum PackedText {
    static func pack(_ text: String, characters: Int) -> UInt64 {
        text.unicodeScalars.prefix(characters).reduce(0) { packed, scalar in
            packed << 6 | code(scalar)
        }
    }

    private static func code(_ scalar: Unicode.Scalar) -> UInt64 {
        switch scalar {
        case "0"..."9": UInt64(scalar.value) - 47
        case "a"..."z": UInt64(scalar.value) - 86
        default: 63
        }
    }

    /// How many slips lie between two packed texts, as far as `limit`.
    static func edits(_ one: UInt64, _ other: UInt64, limit: Int) -> Int {
        let (here, there) = (codes(one), codes(other))
        return Edits.between(
            here.codes.span.extracting(here.first..<10),
            there.codes.span.extracting(there.first..<10), limit: limit)
    }

    /// The codes of the characters, at the end of the ten places.
    private static func codes(_ packed: UInt64) -> (codes: InlineArray<10, UInt32>, first: Int) {
        var codes = InlineArray<10, UInt32>(repeating: 0)
        var first = 10
        var rest = packed
        while rest != 0, first > 0 {
            first -= 1
            codes[first] = UInt32(rest & 63)
            rest >>= 6
        }
        return (codes, first)
    }

    /// Without its last characters; 0 where nothing is left.
    static func dropLast(_ count: Int, of packed: UInt64) -> UInt64 {
        packed >> (6 * UInt64(count))
    }
}
