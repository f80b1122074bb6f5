/// Windows-1252, which is what files are in that name it or ISO 8859-1.
///
/// Source: WHATWG Encoding, index windows-1252.
enum WesternText {
    /// The letters of the bytes 0x80 to 0x9f; the others have the number of their byte.
    private static let letters: [Unicode.Scalar] = [
        "\u{20ac}", "\u{81}", "\u{201a}", "\u{192}", "\u{201e}", "\u{2026}", "\u{2020}", "\u{2021}",
        "\u{2c6}", "\u{2030}", "\u{160}", "\u{2039}", "\u{152}", "\u{8d}", "\u{17d}", "\u{8f}",
        "\u{90}", "\u{2018}", "\u{2019}", "\u{201c}", "\u{201d}", "\u{2022}", "\u{2013}",
        "\u{2014}",
        "\u{2dc}", "\u{2122}", "\u{161}", "\u{203a}", "\u{153}", "\u{9d}", "\u{17e}", "\u{178}",
    ]

    static func utf8(of byte: UInt8) -> [UInt8] {
        let letter =
            (0x80...0x9f).contains(byte) ? letters[Int(byte) - 0x80] : Unicode.Scalar(byte)
        return Array(String(letter).utf8)
    }
}
