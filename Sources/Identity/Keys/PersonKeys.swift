/// Two records are compared when they share a key. A key joins facts that are rare together: two
/// where they are rare enough, otherwise three; so few records share one however many there are.
struct PersonKeys {
    private(set) var keys: [UInt64] = []

    private enum Kind: UInt64 {
        case names = 1, namesYear, namesDay, namesDistrict, nameBirth, namePostcode, namePlace
        case namePlaceHouse, birthPostcode, birthPlace, birthHouse, postcodeHouse, postcodePlace
        case housePlace, nhs, upn, number
    }

    init(_ person: Person, _ weigher: PairWeigher) {
        keys.reserveCapacity(32)
        let names = PersonKeys.sounds(of: person, weigher.names)
        let places = PersonKeys.places(of: person, weigher.lines)
        pairsOfNames(names, person, weigher)
        namesAndFacts(names, places, person, weigher)
        factsAlone(places, person, wide: weigher.settings.anyTwoFacts)
        if person.nhs != 0 { add(.nhs, person.nhs) }
        if person.upn != 0 { add(.upn, person.upn) }
        if person.number != 0 { add(.number, weigher.lines[person.number].hash) }
        keys.sort()
        var unique: [UInt64] = []
        for key in keys where key != unique.last { unique.append(key) }
        keys = unique
    }

    private mutating func add(_ kind: Kind, _ facts: UInt64...) {
        keys.append(facts.reduce(kind.rawValue) { StableHash.mix($0 ^ $1) &+ $1 })
    }

    private mutating func pairsOfNames(
        _ names: [(sound: UInt64, bits: Double)], _ person: Person, _ weigher: PairWeigher
    ) {
        let district = PackedText.dropLast(3, of: person.postcode)
        for (index, one) in names.enumerated() {
            for other in names[(index + 1)...] {
                if weigher.settings.anyTwoFacts
                    || one.bits + other.bits >= weigher.numbers.keys.rareNames
                {
                    add(.names, one.sound, other.sound)
                    continue
                }
                if person.born.isStated {
                    add(.namesYear, one.sound, other.sound, UInt64(person.born.year))
                    add(.namesDay, one.sound, other.sound, PersonKeys.dayAndMonth(person.born))
                }
                if district != 0 { add(.namesDistrict, one.sound, other.sound, district) }
            }
        }
    }

    private mutating func namesAndFacts(
        _ names: [(sound: UInt64, bits: Double)], _ places: [UInt64], _ person: Person,
        _ weigher: PairWeigher
    ) {
        for name in names {
            if person.born.isStated { add(.nameBirth, name.sound, PersonKeys.birth(person.born)) }
            if person.postcode != 0 { add(.namePostcode, name.sound, person.postcode) }
            for place in places {
                if weigher.settings.anyTwoFacts || name.bits >= weigher.numbers.keys.rareName {
                    add(.namePlace, name.sound, place)
                } else {
                    for house in 0..<person.houses.count {
                        add(.namePlaceHouse, name.sound, place, UInt64(person.houses[house]))
                    }
                }
            }
        }
    }

    private mutating func factsAlone(_ places: [UInt64], _ person: Person, wide: Bool) {
        let birth = PersonKeys.birth(person.born)
        let houses = (0..<person.houses.count).map { UInt64(person.houses[$0]) }
        if person.born.isStated {
            if person.postcode != 0 { add(.birthPostcode, birth, person.postcode) }
            for place in places { add(.birthPlace, birth, place) }
            for house in houses { add(.birthHouse, birth, house) }
        }
        if person.postcode != 0 {
            for house in houses { add(.postcodeHouse, person.postcode, house) }
            if wide { for place in places { add(.postcodePlace, person.postcode, place) } }
        }
        if wide {
            for house in houses { for place in places { add(.housePlace, house, place) } }
        }
    }

    /// Each sound among the first two names of each kind, with the bits of the commonest name that
    /// sounds so.
    private static func sounds(
        of person: Person, _ names: NameBook
    ) -> [(sound: UInt64, bits: Double)] {
        var sounds: [(sound: UInt64, bits: Double)] = []
        func add(_ entry: UInt32) {
            guard entry != 0 else { return }
            let word = names[entry]
            guard word.letters.count > 1 else { return }
            let bits = min(word.givenBits, word.familyBits)
            if let index = sounds.firstIndex(where: { $0.sound == word.sound }) {
                sounds[index].bits = min(sounds[index].bits, bits)
            } else {
                sounds.append((word.sound, bits))
            }
        }
        for index in 0..<2 {
            add(person.given[index])
            add(person.family[index])
            add(person.former[index])
        }
        return sounds.sorted { $0.sound < $1.sound }
    }

    /// The beginnings of the street and of the lines before town and county.
    private static func places(of person: Person, _ lines: LineBook) -> [UInt64] {
        var places: [UInt64] = []
        for index in 0..<person.lines.count
        where index == person.streetLine || index < person.writtenLines - 2 {
            let line = lines[person.lines[index]]
            if line.letters.count > 2, !places.contains(line.beginning) {
                places.append(line.beginning)
            }
        }
        return places
    }

    private static func dayAndMonth(_ date: CalendarDate) -> UInt64 {
        UInt64(min(date.day, date.month)) << 8 | UInt64(max(date.day, date.month))
    }

    private static func birth(_ date: CalendarDate) -> UInt64 {
        UInt64(date.year) << 16 | dayAndMonth(date)
    }
}
