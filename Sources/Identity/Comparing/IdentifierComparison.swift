extension PairWeigher {
    /// What the numbers that systems gave them say, in bits.
    func compareIdentifiers(_ one: Person, _ other: Person) -> (stranger: Double, home: Double) {
        var sum = (stranger: 0.0, home: 0.0)
        func add(_ bits: StrangerOrHome) {
            sum.stranger += bits.stranger
            sum.home += bits.home
        }
        let known = numbers.numbers
        if one.nhs != 0, other.nhs != 0 {
            add(one.nhs == other.nhs ? known.nhs.same : known.nhs.other)
        }
        if one.upn != 0, other.upn != 0 {
            add(one.upn == other.upn ? known.upn.same : known.upn.other)
        }
        if one.number != 0, other.number != 0 {
            let edits =
                one.number == other.number
                ? 0
                : lines.spellings.callWith(
                    lines[one.number].letters, lines[other.number].letters
                ) { Edits.between($0, $1, limit: 1) }
            add(
                edits == 0
                    ? known.unchecked.same
                    : edits == 1 ? known.unchecked.oneOff : known.unchecked.other)
        }
        return sum
    }
}
