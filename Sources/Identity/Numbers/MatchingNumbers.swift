/// Every number that matching uses: how much each agreement says, in bits, and what is known of
/// names. One version of them is one file; a score never depends on what happened to arrive.
///
/// A bit doubles the odds: 6 bits in favour mean 64 to 1.
public struct MatchingNumbers: Codable, Sendable {
    /// The version that its file states.
    public let version: String
    let settings: Settings
    let name: NameNumbers
    let atHome: HomeNumbers
    let born: BirthLevels<Rivals>
    let birth: BirthNumbers
    let place: PlaceNumbers
    let numbers: IdentifierNumbers
    let sex: SexNumbers
    let keys: KeyNumbers
    let words: WordLists
    let givenNames: NameCounts
    let familyNames: NameCounts
    let sameNames: SameNames

    struct Settings: Codable, Sendable {
        let children: MatchingSettings
        let strangers: MatchingSettings
    }

    /// The settings for a kind of population.
    public subscript(population: MatchingPopulation) -> MatchingSettings {
        switch population {
        case .children: settings.children
        case .strangers: settings.strangers
        }
    }
}

/// Whose records are compared.
public enum MatchingPopulation: String, CaseIterable, Sendable {
    /// Children of a council: brothers, sisters and twins among them, who share name and home.
    case children
    /// People of all ages, of whom no two are related or live together.
    case strangers
}

/// What is believed of a population before any record is read. All in bits unless said.
public struct MatchingSettings: Codable, Sendable {
    /// From here two records are linked without a person.
    public let link: Double
    /// From here up to `link` a person is asked. 0 is as likely as not.
    public let ask: Double
    /// For "the same" against "two strangers" before any evidence: one person in 2^18 is -18.
    let stranger: Double
    /// The most that a whole name can say: everyone has namesakes.
    let namesAtMost: Double
    /// What the same town says.
    let town: Double
    /// Whether brothers, sisters and twins are among the records.
    let families: Bool
    /// For "the same" against "brother or sister" before any evidence.
    let sibling: Double
    /// For "the same" against "twin" before any evidence.
    let twin: Double
    /// The same where a placeholder such as "Twin 2" says that there is one.
    let saidTwin: Double
    /// What a first name that several brothers bear says against a brother or a twin.
    let sharedName: Double
    /// What the same birth date says against a stranger.
    let birthDate: Double
    /// The most that an address can say.
    let placeAtMost: Double
    /// The same where the house number differs.
    let streetAtMost: Double
    /// Whether any two facts make a key, which suits small populations.
    let anyTwoFacts: Bool
    /// Against two records of one system being one person.
    let oneSystem: Double
    /// By how much the better of two rival homes for a record must win.
    let margin: Double
    /// The same where the two homes may be one person after all, because only a birth date differs
    /// or one system holds both.
    let mildMargin: Double
}
