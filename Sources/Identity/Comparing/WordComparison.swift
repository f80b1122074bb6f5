extension PairWeigher {
    /// How two words of a name compare.
    func level(_ one: UInt32, _ other: UInt32, _ field: NameField) -> NameLevel {
        if one == other { return names[one].letters.count == 1 ? .initial : .exact }
        let (here, there) = (names[one], names[other])
        if here.letters.count == 1 || there.letters.count == 1 {
            return names.spellings.first(here.letters) == names.spellings.first(there.letters)
                ? .initial : .different
        }
        if names.sharedClassBits(one, other, field) != nil { return .variant }
        guard mayBeAlike(here, there) else { return .different }
        let (alike, edits) = names.spellings.callWith(here.letters, there.letters) {
            (JaroWinkler.likeness($0, $1), Edits.between($0, $1, limit: 2))
        }
        let shorter = min(here.letters.count, there.letters.count)
        let bothUsual = here.isUsual && there.isUsual
        if shorter >= 5, here.sound == there.sound, alike >= 0.88, edits <= 2, !bothUsual {
            return field == .given ? .variant : .typo
        }
        let close =
            edits == 1 && shorter >= 2 || alike >= 0.93 || edits == 2 && shorter >= 7
        if field == .given, here.isListed, there.isListed {
            let first = names.spellings.first(here.letters) == names.spellings.first(there.letters)
            if bothUsual || edits > 1 || !first {
                return close || alike >= 0.88 ? .similar : .different
            }
        }
        if close { return .typo }
        return shorter >= 6 && (alike >= 0.86 || edits == 2) || shorter >= 4 && alike >= 0.90
            ? .near : .different
    }

    /// False where so many letters of one word are missing in the other that they can neither be two
    /// slips apart nor look alike: a slip changes two letters of the sets at most, and a letter that
    /// the other word lacks matches nothing.
    private func mayBeAlike(_ one: NameBook.Word, _ other: NameBook.Word) -> Bool {
        let lacking = (
            (one.letterSet & ~other.letterSet).nonzeroBitCount,
            (other.letterSet & ~one.letterSet).nonzeroBitCount
        )
        if lacking.0 + lacking.1 <= 4 { return true }
        let (rows, columns) = (Double(one.letters.count), Double(other.letters.count))
        let most = min(rows - Double(lacking.0), columns - Double(lacking.1))
        let jaro = (most / rows + most / columns + 1) / 3
        return jaro + 0.4 * (1 - jaro) >= 0.86
    }

    /// What a level says against a stranger, in bits: the more, the rarer the commoner of the names.
    func bits(
        _ level: NameLevel, _ one: UInt32, _ other: UInt32, _ field: NameField
    ) -> Double {
        let less: Double
        var rarity = names.bits(one, other, field)
        switch level {
        case .different: return field == .family ? name.differentFamily : name.differentGiven
        case .initial: return name.initial
        case .similar: return name.similar
        case .exact: less = name.exactLess
        case .typo: less = name.typoLess
        case .near: less = name.nearLess
        default:
            less = name.variantLess
            rarity = min(rarity, names.sharedClassBits(one, other, field) ?? rarity)
        }
        return max(rarity - less, name.least)
    }
}
