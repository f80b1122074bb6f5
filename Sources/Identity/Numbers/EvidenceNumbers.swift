/// Bits in favour of "the same" against each rival explanation.
struct Rivals: Codable, Sendable {
    let stranger: Double
    let sibling: Double
    let twin: Double
}

/// Bits against a stranger, and against anyone of the same home.
struct StrangerOrHome: Codable, Sendable {
    let stranger: Double
    let home: Double
}

/// What agreement of names says against a stranger. The rarer a name, the more: `…Less` is taken
/// from the bits of the name's rarity.
struct NameNumbers: Codable, Sendable {
    let exactLess: Double
    let variantLess: Double
    let typoLess: Double
    let nearLess: Double
    /// One name of several agrees: a middle name, half of a double name.
    let partLess: Double
    /// The same letters, divided into names otherwise.
    let joinedGivenLess: Double
    /// What an agreement says at least.
    let least: Double
    let initial: Double
    let similar: Double
    let differentGiven: Double
    let differentFamily: Double
    let otherSecondNameLess: Double
    let doubleFamilyMore: Double
    let joinedFamily: Double
    let formerLess: Double
    let swappedLess: Double
}

/// What is expected of brothers, sisters and twins.
struct HomeNumbers: Codable, Sendable {
    let given: GivenLevels
    let differentFamily: Double
    /// In favour of "the same" where the addresses do not agree: brothers and sisters mostly live
    /// together.
    let apart: Double
    /// Bits of the address from which it agrees.
    let togetherFrom: Double
    /// No mother bears children of two pregnancies within so many days.
    let tooCloseDays: Int
    let tooClose: Double
    let twinsOnOtherDays: Double

    struct GivenLevels: Codable, Sendable {
        let exact, variant, typo, part, near, initial, shared, swapped, similar, different: Double
        let missing: Double
    }
}

/// One value for each way in which two birth dates compare.
struct BirthLevels<Value: Codable & Sendable>: Codable, Sendable {
    let exact, swapped, dayAfter, digit, part, different, year, expected, missing: Value
}

struct BirthNumbers: Codable, Sendable {
    /// 1 January is written where nobody knows the day: only the year agrees.
    let newYearLess: Double
    let expectedWithinDays: Int
}

struct PlaceNumbers: Codable, Sendable {
    let postcode, postcodeOneOff, postcodeTwoOff, postcodeOther: Double
    let houseNumbers, oneHouseNumber, otherHouseNumber: Double
    /// By the share of letter pairs that two streets have in common, 0 to 1, highest first.
    let street: [Step]
    let townFrom, townHalfFrom, townNoneFrom, townOther: Double
    /// The least that an address says: a move explains any difference in it.
    let moved: Double

    struct Step: Codable, Sendable {
        let from, bits: Double
    }
}

struct IdentifierNumbers: Codable, Sendable {
    let nhs, upn: Checked
    let unchecked: Unchecked

    struct Checked: Codable, Sendable {
        let same, other: StrangerOrHome
    }

    struct Unchecked: Codable, Sendable {
        let same, oneOff, other: StrangerOrHome
    }
}

struct SexNumbers: Codable, Sendable {
    let same, other: Rivals
}

struct KeyNumbers: Codable, Sendable {
    /// From so many bits of rarity two names are a key by themselves.
    let rareNames: Double
    /// From so many bits of rarity a name and a street are a key by themselves.
    let rareName: Double
}
