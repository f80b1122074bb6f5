/// Reads descriptions into people, and writes new words into the books as it meets them.
struct PersonReader: Sendable {
    private let words: SpecialWords

    init(_ numbers: MatchingNumbers) { words = SpecialWords(numbers.words) }

    func read(
        _ description: Description, _ names: inout NameBook, _ lines: inout LineBook
    ) -> Person {
        let told = Folding.words(of: description.given).filter { !words.titles.contains($0) }
        let named = told.first.map { !words.placeholders.contains($0) } ?? false
        let given = named ? told : []
        let rank = named ? "" : told.joined().filter(\.isNumber)
        let family = familyName(description.family)
        let former = familyName(description.former)
        let address = AddressReader(description.address, words)
        func entries(_ tokens: [String]) -> [UInt32] { tokens.map { names.entry($0) } }
        func whole(_ tokens: [String]) -> UInt32 {
            tokens.isEmpty ? 0 : names.entry(tokens.joined())
        }
        return Person(
            given: Few(entries(given)), family: Few(entries(family)), former: Few(entries(former)),
            whole: (whole(given), whole(family), whole(former)),
            houses: Few(address.houses), lines: Few(address.lines.map { lines.entry($0) }),
            streetLine: address.streetLine, writtenLines: address.lines.count,
            born: CalendarDate(description.born), due: CalendarDate(description.due),
            postcode: postcode(description.postcode), nhs: CheckedNumbers.nhs(description.nhs),
            upn: CheckedNumbers.upn(description.upn),
            number: description.number.isEmpty ? 0 : lines.entry(description.number),
            system: description.system.isEmpty ? 0 : system(description.system),
            rank: UInt16(rank) ?? 0,
            isTwin: !named && told.contains { $0.hasPrefix("twin") || $0.hasPrefix("triplet") },
            sex: sex(description.sex))
    }

    /// Particles go, unless nothing else would be left.
    private func familyName(_ text: String) -> [String] {
        let told = Folding.words(of: text).filter {
            !words.titles.contains($0) && !words.placeholders.contains($0)
        }
        let kept = told.filter { !words.particles.contains($0) }
        return kept.isEmpty ? told : kept
    }

    /// ZZ99 is what is written for people without a home.
    private func postcode(_ text: String) -> UInt64 {
        let code = Folding.words(of: text).joined()
        if code.hasPrefix("zz99") || words.noPlace.contains(code) { return 0 }
        return PackedText.pack(code, characters: 10)
    }

    private func system(_ text: String) -> UInt32 {
        UInt32(truncatingIfNeeded: StableHash.of(text.unicodeScalars.map(\.value))) | 1
    }

    private func sex(_ text: String) -> UInt8 {
        switch text.utf8.first {
        case 77, 109: 77
        case 70, 102: 70
        default: 0
        }
    }
}

/// The word lists of the numbers, looked up.
struct SpecialWords: Sendable {
    let placeholders, titles, particles, streets, noPlace: Set<String>

    init(_ lists: WordLists) {
        func set(_ text: String) -> Set<String> { Set(text.split(separator: " ").map(String.init)) }
        placeholders = set(lists.placeholders)
        titles = set(lists.titles)
        particles = set(lists.particles)
        streets = set(lists.streets)
        noPlace = set(lists.noPlace)
    }
}
