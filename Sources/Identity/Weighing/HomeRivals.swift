// What speaks for one person and against a brother, a sister or a twin.

extension PairWeigher {
    /// Names and address, which brothers, sisters and twins share or do not share alike.
    func homeBits(
        _ one: Person, _ other: Person, _ found: NamesFinding, place: Double
    ) -> Double {
        let home = numbers.atHome
        var given = home.given[found.given]
        if found.given == .exact || found.given == .variant, one.given.count == 1,
            names[one.given[0]].brothersShare, names[other.given[0]].brothersShare
        {
            given = settings.sharedName
        }
        return given + (found.family == .different ? home.differentFamily : 0)
            + (place >= home.togetherFrom || !hasPlace(one) || !hasPlace(other) ? 0 : home.apart)
    }

    private func hasPlace(_ person: Person) -> Bool {
        person.postcode != 0 || !person.houses.isEmpty
    }

    /// Two births of one mother do not lie so close.
    func tooClose(_ one: Person, _ other: Person, _ born: BirthLevel) -> Double {
        guard born != .exact, born != .swapped, born != .digit, one.born.isStated,
            other.born.isStated, let days = one.born.days(to: other.born),
            days >= 2, days < numbers.atHome.tooCloseDays
        else { return 0 }
        return numbers.atHome.tooClose
    }

    func twinsMayHave(_ born: BirthLevel) -> Bool {
        switch born {
        case .exact, .dayAfter, .expected, .swapped, .digit, .missing: true
        case .part, .different, .year: false
        }
    }

    /// What forbids a link whatever the score.
    func veto(
        _ one: Person, _ other: Person, _ found: NamesFinding, _ born: BirthLevel, score: Double,
        oneSystem: Bool
    ) -> Veto? {
        let sameNHS = one.nhs != 0 && one.nhs == other.nhs
        let sameUPN = one.upn != 0 && one.upn == other.upn
        if one.nhs != 0, other.nhs != 0, !sameNHS { return .nhsNumber }
        guard settings.families else { return nil }
        if one.upn != 0, other.upn != 0, !sameUPN, !sameNHS { return .upn }
        let ranks = one.rank != 0 && other.rank != 0 && one.rank != other.rank
        let names = found.given == .different || found.given == .similar || ranks
        if names, !(sameNHS && sameUPN) { return .givenName }
        if born == .different, !sameNHS, !sameUPN { return .birthDate }
        // A system that holds both spells them apart on purpose.
        let spelt = found.given != .exact && found.given != .variant && !sameNHS && !sameUPN
        return oneSystem && (score < settings.link || spelt) ? .oneSystem : nil
    }
}

extension HomeNumbers.GivenLevels {
    subscript(level: NameLevel) -> Double {
        switch level {
        case .exact: exact
        case .variant: variant
        case .typo: typo
        case .part: part
        case .near: near
        case .initial: initial
        case .shared: shared
        case .swapped: swapped
        case .similar: similar
        case .different: different
        case .missing: missing
        }
    }
}
