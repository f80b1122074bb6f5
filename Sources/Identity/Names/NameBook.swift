/// Every word that stands in a name, written down once with what is known of it. Entries count
/// from 1.
struct NameBook: Sendable {
    struct Word: Sendable {
        let letters: Spellings.Place
        /// Which letters occur, a bit each; letters beyond z share bits.
        let letterSet: UInt32
        let hash: UInt64
        let sound: UInt64
        let givenBits, familyBits: Double
        let isListed, isUsual, brothersShare, hasClasses: Bool
    }

    private(set) var spellings = Spellings()
    private var entries: [String: UInt32] = [:]
    private var words: ContiguousArray<Word> = []
    private var classes: [UInt32: (spellings: [Int], shortForms: [Int])] = [:]
    private let facts: NameFacts

    init(_ numbers: MatchingNumbers) { facts = NameFacts(numbers) }

    subscript(entry: UInt32) -> Word { words[Int(entry) - 1] }

    mutating func entry(_ text: String) -> UInt32 {
        if let entry = entries[text] { return entry }
        let fact = facts.fact(text)
        let entry = UInt32(words.count + 1)
        words.append(
            Word(
                letters: spellings.add(text),
                letterSet: text.unicodeScalars.reduce(0) { $0 | 1 << ($1.value & 31) },
                hash: StableHash.of(text.unicodeScalars.map(\.value)), sound: Sound.code(text),
                givenBits: fact.givenBits, familyBits: fact.familyBits, isListed: fact.isListed,
                isUsual: fact.isUsual, brothersShare: fact.brothersShare,
                hasClasses: !(fact.spellings.isEmpty && fact.shortForms.isEmpty)))
        entries[text] = entry
        if !(fact.spellings.isEmpty && fact.shortForms.isEmpty) {
            classes[entry] = (fact.spellings, fact.shortForms)
        }
        return entry
    }

    /// The least bits of the classes that make two words one name; nil where none does. Spellings
    /// of one name count before short forms.
    func sharedClassBits(_ one: UInt32, _ other: UInt32, _ field: NameField) -> Double? {
        guard self[one].hasClasses, self[other].hasClasses, let here = classes[one],
            let there = classes[other]
        else { return nil }
        var shared = here.spellings.filter(there.spellings.contains)
        if shared.isEmpty { shared = here.shortForms.filter(there.shortForms.contains) }
        return shared.map {
            field == .given ? facts.classBits[$0].given : facts.classBits[$0].family
        }.min()
    }

    /// The bits that the commoner of two words says.
    func bits(_ one: UInt32, _ other: UInt32, _ field: NameField) -> Double {
        switch field {
        case .given: min(self[one].givenBits, self[other].givenBits)
        case .family: min(self[one].familyBits, self[other].familyBits)
        }
    }
}

/// Where a name stands.
enum NameField: Sendable {
    case given, family
}
