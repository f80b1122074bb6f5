/// Judges pairs: not "the same or not", but the same person, or two strangers, or brother and
/// sister, or twins. Each rival expects other evidence, so each has a sum of its own, and the
/// weakest of the sums is the score.
struct PairWeigher: Sendable {
    let numbers: MatchingNumbers
    let settings: MatchingSettings
    let name: NameNumbers
    private(set) var names: NameBook
    private(set) var lines = LineBook()
    private let reader: PersonReader

    init(_ numbers: MatchingNumbers, _ population: MatchingPopulation) {
        self.numbers = numbers
        settings = numbers[population]
        name = numbers.name
        names = NameBook(numbers)
        reader = PersonReader(numbers)
    }

    mutating func read(_ description: Description) -> Person {
        reader.read(description, &names, &lines)
    }

    /// The evidence for one person. Both orders of the two give the same, up to the last bit of the
    /// sums; callers that compare runs hand them in one order.
    func weigh(_ one: Person, _ other: Person) -> Evidence {
        let found = compareNames(one, other)
        let born = compareBirths(one, other)
        let place = comparePlaces(one, other)
        var numbersSay = compareIdentifiers(one, other)
        let sex = sexBits(one, other)
        let oneSystem = one.system != 0 && one.system == other.system
        if oneSystem {
            numbersSay.stranger -= settings.oneSystem
            numbersSay.home -= settings.oneSystem
        }
        let birth = numbers.born[born]
        let stranger =
            settings.stranger + min(found.givenBits + found.familyBits, settings.namesAtMost)
            + (born == .exact ? settings.birthDate : birth.stranger)
            - (born == .exact && one.born.isNewYear ? numbers.birth.newYearLess : 0)
            + place + numbersSay.stranger + sex.stranger
        var (sibling, twin): (Double?, Double?)
        var score = stranger
        if settings.families {
            let home = homeBits(one, other, found, place: place) + numbersSay.home
            let brother =
                settings.sibling + home + birth.sibling + tooClose(one, other, born) + sex.sibling
            let alike =
                (one.isTwin || other.isTwin ? settings.saidTwin : settings.twin) + home + sex.twin
                + (twinsMayHave(born) ? birth.twin : numbers.atHome.twinsOnOtherDays)
            (sibling, twin) = (brother, alike)
            score = min(stranger, brother, alike)
        }
        return Evidence(
            score: score, stranger: stranger, sibling: sibling, twin: twin, given: found.given,
            family: found.family, born: born, place: place,
            veto: veto(one, other, found, born, score: score, oneSystem: oneSystem),
            findings: findings(one, other))
    }

    private func sexBits(_ one: Person, _ other: Person) -> Rivals {
        guard one.sex != 0, other.sex != 0 else { return Rivals(stranger: 0, sibling: 0, twin: 0) }
        return one.sex == other.sex ? numbers.sex.same : numbers.sex.other
    }

    private func findings(_ one: Person, _ other: Person) -> Findings {
        var found: Findings = []
        func add<Fact: FixedWidthInteger>(
            _ here: Fact, _ there: Fact, _ same: Findings, _ differing: Findings
        ) {
            if here != 0, there != 0 { found.insert(here == there ? same : differing) }
        }
        add(one.nhs, other.nhs, .sameNHSNumber, .otherNHSNumber)
        add(one.upn, other.upn, .sameUPN, .otherUPN)
        add(one.number, other.number, .sameNumber, .otherNumber)
        add(one.sex, other.sex, .sameSex, .otherSex)
        return found
    }
}
