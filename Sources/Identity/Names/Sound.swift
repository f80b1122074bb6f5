/// How a word sounds: a Soundex of the first letter and three classes of consonants, without
/// digits. Words that sound alike share keys.
enum Sound {
    /// The code, sixteen bits a letter.
    static func code(_ word: String) -> UInt64 {
        var text = word
        if text.utf8.allSatisfy({ $0 < 0x80 }) {
            for (written, spoken) in digraphs where text.contains(written) {
                text = replacing(written, with: spoken, in: text)
            }
        }
        let letters = text.unicodeScalars.map(\.value)
        guard let first = letters.first else { return 0 }
        var code = [initials[first] ?? first]
        var last = consonants[first]
        for letter in letters.dropFirst() {
            if let consonant = consonants[letter] {
                if consonant != last { code.append(consonant) }
                last = consonant
            } else if letter != h, letter != w {
                last = nil
            }
        }
        return code.prefix(4).reduce(0) { $0 << 16 | UInt64($1 & 0xFFFF) }
    }

    private static func replacing(_ old: String, with new: String, in text: String) -> String {
        let old = Array(old.utf8)
        var result: [UInt8] = []
        var rest = Array(text.utf8)[...]
        while !rest.isEmpty {
            if rest.starts(with: old) {
                result += new.utf8
                rest = rest.dropFirst(old.count)
            } else {
                result.append(rest.removeFirst())
            }
        }
        return String(decoding: result, as: UTF8.self)
    }

    private static let digraphs = [
        ("ph", "f"), ("kn", "n"), ("wr", "r"), ("ck", "k"), ("gh", "g"), ("sch", "s"), ("cz", "c"),
        ("sz", "s"),
    ]

    private static let h = Unicode.Scalar("h").value
    private static let w = Unicode.Scalar("w").value

    private static func table(_ pairs: [(String, Unicode.Scalar)]) -> [UInt32: UInt32] {
        var table: [UInt32: UInt32] = [:]
        for (letters, code) in pairs {
            for letter in letters.unicodeScalars { table[letter.value] = code.value }
        }
        return table
    }

    /// Classes in capitals, so that no class equals a letter.
    private static let consonants = table([
        ("bfpv", "B"), ("cgjkqsxz", "C"), ("dt", "D"), ("l", "L"), ("mn", "M"), ("r", "R"),
    ])

    /// First letters that are written for one another.
    private static let initials = table([("kq", "c"), ("y", "j"), ("z", "s")])
}
