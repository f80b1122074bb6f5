/// How many people bear a name: `counts` is a name, a count, a name, a count, commonest first.
struct NameCounts: Codable, Sendable {
    /// Where the counts come from, and under which licence.
    let source: String
    /// Of how many people.
    let people: Int
    /// The rarity of a name that is not listed, in bits.
    let unlistedBits: Double
    /// Names as common as this are hardly ever another name mistyped; in bits.
    let usualFromBits: Double?
    let counts: String
}

/// Names that are one name: "= " lists of spellings, and lists of a name with its short forms.
struct SameNames: Codable, Sendable {
    /// The rarity that a list of names has at most, in bits.
    let leastClassBits: Double
    let spellings: [String]
    let shortForms: [String]
}

/// Words with a meaning of their own, separated by spaces.
struct WordLists: Codable, Sendable {
    /// What stands where no given name is known.
    let placeholders: String
    let titles: String
    /// Parts of a family name that some write and some do not.
    let particles: String
    /// Words for kinds of street and parts of a house.
    let streets: String
    /// Beginnings of an address that say that there is none.
    let noPlace: String
    /// A first name that a family may give to every son.
    let brothersShare: String
}
