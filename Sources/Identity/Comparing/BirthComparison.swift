/// How two birth dates compare. The raw values are codes for explanations.
public enum BirthLevel: String, Sendable, CaseIterable {
    case exact
    /// Day and month exchanged.
    case swapped
    /// One day apart: mistyped, a time zone, or twins about midnight.
    case dayAfter
    /// One digit, or two neighbours exchanged.
    case digit
    /// Two of day, month and year agree.
    case part
    /// One of them says 1 January of the same year: nobody knew the day.
    case year
    /// The expected date lies near the birth.
    case expected
    case different
    case missing
}

extension PairWeigher {
    func compareBirths(_ one: Person, _ other: Person) -> BirthLevel {
        let (here, there) = (one.born, other.born)
        guard here.isStated, there.isStated else { return compareExpected(one, other) }
        if here == there { return .exact }
        let sameYear = here.year == there.year
        if sameYear, here.isNewYear || there.isNewYear { return .year }
        let exchanged = here.month == there.day && here.day == there.month
        if sameYear, exchanged { return .swapped }
        if here.days(to: there) == 1 { return .dayAfter }
        if areOneSlipApart(here.packed, there.packed) { return .digit }
        let agreeing =
            (sameYear ? 1 : 0) + (here.month == there.month ? 1 : 0)
            + (here.day == there.day ? 1 : 0)
        if agreeing == 2 { return .part }
        if exchanged, sameYear || areOneSlipApart(here.year, there.year) { return .part }
        return .different
    }

    /// An unborn child has an expected date; a premature one comes weeks before it.
    private func compareExpected(_ one: Person, _ other: Person) -> BirthLevel {
        for (here, there) in [
            (one.due, other.born), (other.due, one.born), (one.due, other.due),
        ] where here.isStated && there.isStated {
            if let days = here.days(to: there) {
                return days <= numbers.birth.expectedWithinDays ? .expected : .different
            }
        }
        return .missing
    }

    /// Whether numbers of as many digits differ in one digit, or in two neighbours exchanged.
    private func areOneSlipApart(_ one: UInt32, _ other: UInt32) -> Bool {
        var (here, there) = (one, other)
        while here % 10 == there % 10 {
            if here == there { return false }
            here /= 10
            there /= 10
        }
        if here / 10 == there / 10 { return true }
        return here / 100 == there / 100 && here % 10 == there / 10 % 10
            && here / 10 % 10 == there % 10
    }
}

extension BirthLevels {
    subscript(level: BirthLevel) -> Value {
        switch level {
        case .exact: exact
        case .swapped: swapped
        case .dayAfter: dayAfter
        case .digit: digit
        case .part: part
        case .year: year
        case .expected: expected
        case .different: different
        case .missing: missing
        }
    }
}
