private import Foundation

/// Which characters make words, and what each becomes: lower case, without a diacritic.
///
/// The rule is that of FTS5's `unicode61` with `remove_diacritics 1`: letters, numbers and private
/// use characters make words; a character that decomposes into a letter and one mark becomes the
/// letter; a common combining mark vanishes.
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
        let mapped = scalar.properties.lowercaseMapping.unicodeScalars
        let lower = mapped.first ?? scalar
        let parts = String(lower).decomposedStringWithCanonicalMapping.unicodeScalars
        let isMarked =
            parts.count == 2
            && parts.last.map { $0.properties.canonicalCombiningClass != .notReordered } == true
        return .scalar(isMarked ? parts.first ?? lower : lower)
    }

    /// The combining marks that `unicode61` passes over inside a word.
    private static let marks: Set<UInt32> = [
        0x300, 0x301, 0x302, 0x303, 0x304, 0x306, 0x307, 0x308, 0x309, 0x30A, 0x30B, 0x30C, 0x30F,
        0x311, 0x31B, 0x323, 0x324, 0x325, 0x326, 0x327, 0x328, 0x32D, 0x32E, 0x330, 0x331,
    ]
}
