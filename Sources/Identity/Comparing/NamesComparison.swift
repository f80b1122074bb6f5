/// How the names of two people compare.
struct NamesFinding: Sendable {
    var given: NameLevel
    var givenBits: Double
    var family: NameLevel
    var familyBits: Double
}

extension PairWeigher {
    /// Both names in their places, or given and family name exchanged, whichever explains more.
    func compareNames(_ one: Person, _ other: Person) -> NamesFinding {
        let given = compareGiven(one, other)
        let family = compareFamily(one, other)
        let straight = NamesFinding(
            given: given.level, givenBits: given.bits, family: family.level,
            familyBits: family.bits)
        if given.level == .exact || given.level == .variant { return straight }
        if one.given.isEmpty, other.given.isEmpty { return straight }
        let here = across(one.given, other.family)
        let there = across(other.given, one.family)
        let bits = here.bits + there.bits - name.swappedLess
        guard agrees(here.level) || agrees(there.level), bits > given.bits + family.bits else {
            return straight
        }
        let levels = [here.level, there.level]
        let weak: NameLevel =
            levels.contains(.different)
            ? .different : levels.contains(.missing) ? .missing : .swapped
        return NamesFinding(
            given: weak, givenBits: bits, family: levels.contains(.exact) ? .exact : .typo,
            familyBits: 0)
    }

    private func agrees(_ level: NameLevel) -> Bool {
        level == .exact || level == .typo || level == .variant
    }

    /// The given names of one against the family names of another.
    private func across(_ given: Few<4>, _ family: Few<4>) -> (level: NameLevel, bits: Double) {
        guard !given.isEmpty, !family.isEmpty else { return (.missing, 0) }
        var best = (level: NameLevel.different, bits: name.differentGiven)
        for first in 0..<min(2, given.count) {
            for second in 0..<min(2, family.count) {
                let level = level(given[first], family[second], .family)
                guard agrees(level) else { continue }
                let bits = min(
                    bits(level, given[first], family[second], .family),
                    bits(level, given[first], family[second], .given))
                if bits > best.bits { best = (level, bits) }
            }
        }
        return best
    }
}
