extension PairWeigher {
    /// Family names, of which either may be a former one.
    func compareFamily(_ one: Person, _ other: Person) -> (level: NameLevel, bits: Double) {
        var best = family(
            one.family, one.wholeFamily, other.family, other.wholeFamily)
        for (former, now) in [(one, other), (other, one)] where !former.former.isEmpty {
            if !now.family.isEmpty {
                let found = family(
                    former.former, former.wholeFormer, now.family, now.wholeFamily)
                if found.bits - name.formerLess > best.bits {
                    best = (found.level, found.bits - name.formerLess)
                }
            }
        }
        if !one.former.isEmpty, !other.former.isEmpty {
            let found = family(one.former, one.wholeFormer, other.former, other.wholeFormer)
            if found.bits - name.formerLess > best.bits {
                best = (found.level, found.bits - name.formerLess)
            }
        }
        return best
    }

    private func family<let ours: Int, let theirs: Int>(
        _ here: Few<ours>, _ hereWhole: UInt32, _ there: Few<theirs>, _ thereWhole: UInt32
    ) -> (level: NameLevel, bits: Double) {
        guard !here.isEmpty, !there.isEmpty else { return (.missing, 0) }
        let (hereCount, thereCount) = (here.count, there.count)
        if hereWhole == thereWhole {
            guard sameWords(here, there) else { return (.typo, name.joinedFamily) }
            var rarest = -Double.infinity
            for index in 0..<hereCount {
                rarest = max(rarest, bits(.exact, here[index], here[index], .family))
            }
            return (.exact, rarest + (hereCount > 1 ? name.doubleFamilyMore : 0))
        }
        let level = level(hereWhole, thereWhole, .family)
        var best = (level: level, bits: bits(level, hereWhole, thereWhole, .family))
        guard hereCount > 1 || thereCount > 1 else { return best }
        for ours in 0..<hereCount where names[here[ours]].letters.count > 2 {
            for theirs in 0..<thereCount where names[there[theirs]].letters.count > 2 {
                let level = self.level(here[ours], there[theirs], .family)
                guard level == .exact || level == .variant || level == .typo else { continue }
                let part = bits(level, here[ours], there[theirs], .family) - name.partLess
                if part > best.bits { best = (.part, part) }
            }
        }
        return best
    }

    private func sameWords<let ours: Int, let theirs: Int>(
        _ here: Few<ours>, _ there: Few<theirs>
    ) -> Bool {
        guard here.count == there.count else { return false }
        for index in 0..<here.count where here[index] != there[index] { return false }
        return true
    }
}
