private import Foundation

/// Which characters make words, and what each becomes: lower case, without a diacritic.
///
/// The rule is that of FTS5's `unicode61` with `remove_diacritics 1`: letters, numbers and private
/// use characters make words; a character that decomposes into a Latin letter and one mark becomes
/// the letter; a common combining mark vanishes. Characters younger than Unicode 6.1 are no words
/// or not folded there and are here.
enum Folding {
    enum Fold: Equatable {
        case separator
        /// Part of a word that leaves nothing behind.
        case nothing
        case scalar(Unicode.Scalar)
    }

    /// The first 8192 code points, which hold nearly every text, looked up and not worked out:
    /// 0 for a separator, 1 for nothing, otherwise the folded scalar.
    private static let table: [UInt32] = (0..<8_192).map { code in
        guard let scalar = Unicode.Scalar(UInt32(code)) else { return 0 }
        return switch work(scalar) {
        case .separator: 0
        case .nothing: 1
        case .scalar(let folded): folded.value
        }
    }

    static func fold(_ scalar: Unicode.Scalar) -> Fold {
        guard scalar.value < 8_192 else { return work(scalar) }
        let entry = table[Int(scalar.value)]
        return entry == 0
            ? .separator : entry == 1 ? .nothing : .scalar(Unicode.Scalar(entry) ?? scalar)
    }

    private static func work(_ scalar: Unicode.Scalar) -> Fold {
        if marks.contains(scalar.value) { return .nothing }
        switch scalar.properties.generalCategory {
        case .uppercaseLetter, .lowercaseLetter, .titlecaseLetter, .modifierLetter, .otherLetter,
            .decimalNumber, .letterNumber, .otherNumber, .privateUse:
            break
        default: return .separator
        }
        if let variant = variants[scalar.value] { return .scalar(variant) }
        let lower = scalar.properties.lowercaseMapping.unicodeScalars.first ?? scalar
        let parts = String(lower).decomposedStringWithCanonicalMapping.unicodeScalars
        guard let letter = parts.first, parts.count == 2, ("a"..."z").contains(letter) else {
            return .scalar(lower)
        }
        return .scalar(letter)
    }

    /// Other shapes of a letter that are small already: the long s, the final sigma and their like.
    private static let variants: [UInt32: Unicode.Scalar] = [
        0xB5: "μ", 0x17F: "s", 0x3C2: "σ", 0x3D0: "β", 0x3D1: "θ", 0x3D5: "φ", 0x3D6: "π",
        0x3F0: "κ", 0x3F1: "ρ", 0x3F5: "ε",
    ]

    /// The combining marks that `unicode61` passes over inside a word.
    private static let marks: Set<UInt32> = [
        0x300, 0x301, 0x302, 0x303, 0x304, 0x306, 0x307, 0x308, 0x309, 0x30A, 0x30B, 0x30C, 0x30F,
        0x311, 0x31B, 0x323, 0x324, 0x325, 0x326, 0x327, 0x328, 0x32D, 0x32E, 0x330, 0x331,
    ]
}
