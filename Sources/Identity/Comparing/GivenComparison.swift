extension PairWeigher {
    /// Given names: the first decides; a middle name may stand in for it; brothers may all bear one
    /// first name.
    func compareGiven(_ one: Person, _ other: Person) -> (level: NameLevel, bits: Double) {
        let (here, there) = (one.given, other.given)
        guard !here.isEmpty, !there.isEmpty else { return (.missing, 0) }
        let level = level(here[0], there[0], .given)
        var bits = bits(level, here[0], there[0], .given)
        let shared = names[here[0]].brothersShare && names[there[0]].brothersShare
        let (ours, theirs) = (here.count, there.count)
        if level == .exact || level == .variant, ours > 1, theirs > 1 {
            let second = self.level(here[1], there[1], .given)
            if second == .different || second == .similar, shared || level == .variant {
                return (.different, name.differentGiven)
            }
            if second == .different {
                bits -= name.otherSecondNameLess
            } else if shared {
                bits += self.bits(second, here[1], there[1], .given)
            }
            return (level, bits)
        }
        if shared, ours != theirs { return (.shared, bits) }
        switch level {
        case .different, .similar, .near, .initial:
            if one.wholeGiven == other.wholeGiven {
                return (.typo, names.bits(here[0], there[0], .given) - name.joinedGivenLess)
            }
            if let part = part(here, there) { return (.part, part) }
        default: break
        }
        return (level, bits)
    }

    /// What the best of the other pairs of names says; nil where none agrees.
    private func part(_ here: Few<4>, _ there: Few<4>) -> Double? {
        var best = 0.0
        for ours in 0..<here.count {
            for theirs in 0..<there.count where ours + theirs > 0 {
                let (one, other) = (here[ours], there[theirs])
                guard names[one].letters.count > 2, names[other].letters.count > 2,
                    !names[one].brothersShare, !names[other].brothersShare
                else { continue }
                let level = level(one, other, .given)
                guard level == .exact || level == .variant || level == .typo else { continue }
                best = max(best, bits(level, one, other, .given) - name.partLess)
            }
        }
        return best > 0 ? best : nil
    }
}
