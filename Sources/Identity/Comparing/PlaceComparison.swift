extension PairWeigher {
    /// What two addresses say against a stranger, in bits.
    func comparePlaces(_ one: Person, _ other: Person) -> Double {
        let place = numbers.place
        let postcode = comparePostcodes(one.postcode, other.postcode)
        var houses = compareHouses(one.houses, other.houses)
        var street = 0.0
        if let alike = streetLikeness(one, other) {
            street = place.street.first { alike >= $0.from }?.bits ?? 0
        }
        var town = 0.0
        if let alike = townLikeness(one, other) {
            town =
                alike >= place.townFrom
                ? settings.town
                : alike >= place.townHalfFrom
                    ? settings.town / 2 : alike >= place.townNoneFrom ? 0 : place.townOther
        }
        // "12" alone is no address.
        if houses > 0, postcode <= 0, street <= 0 { houses = 0 }
        let most =
            houses < 0 ? min(settings.placeAtMost, settings.streetAtMost) : settings.placeAtMost
        return min(max(postcode + houses + street + town, place.moved), most)
    }

    private func comparePostcodes(_ one: UInt64, _ other: UInt64) -> Double {
        guard one != 0, other != 0 else { return 0 }
        if one == other { return numbers.place.postcode }
        let edits = PackedText.edits(one, other, limit: 2)
        return edits == 1
            ? numbers.place.postcodeOneOff
            : edits == 2 ? numbers.place.postcodeTwoOff : numbers.place.postcodeOther
    }

    private func compareHouses(_ here: Few<4>, _ there: Few<4>) -> Double {
        guard !here.isEmpty, !there.isEmpty else { return 0 }
        if here == there { return numbers.place.houseNumbers }
        let (ours, theirs) = (here.count, there.count)
        for index in 0..<ours where there.contains(here[index]) {
            return numbers.place.oneHouseNumber
        }
        if ours == 1, theirs == 1 {
            if PackedText.edits(UInt64(here[0]), UInt64(there[0]), limit: 1) == 1 { return 0 }
        }
        return numbers.place.otherHouseNumber
    }

    /// The street of one against the street of the other or another of its lines, because lines get
    /// exchanged.
    private func streetLikeness(_ one: Person, _ other: Person) -> Double? {
        guard one.street != 0, other.street != 0 else { return nil }
        let (here, there) = (lines.letterPairs(one.street), lines.letterPairs(other.street))
        guard here.count >= 3, there.count >= 3 else { return nil }
        if one.street == other.street { return 1 }
        var most = LetterPairs.likeness(here, there)
        for index in 0..<other.lines.count where index != other.streetLine {
            let line = lines.letterPairs(other.lines[index])
            if line.count > 2 { most = max(most, LetterPairs.likeness(here, line)) }
        }
        for index in 0..<one.lines.count where index != one.streetLine {
            let line = lines.letterPairs(one.lines[index])
            if line.count > 2 { most = max(most, LetterPairs.likeness(there, line)) }
        }
        return most
    }

    /// All other lines together: town and county.
    private func townLikeness(_ one: Person, _ other: Person) -> Double? {
        let (here, there) = (rest(of: one), rest(of: other))
        guard here.count >= 3, there.count >= 3 else { return nil }
        var most = LetterPairs.likeness(here, there)
        for (town, person) in [(here, other), (there, one)] where person.street != 0 {
            let street = lines.letterPairs(person.street)
            if street.count > 2 { most = max(most, LetterPairs.likeness(town, street)) }
        }
        return most
    }

    private func rest(of person: Person) -> ArraySlice<UInt32> {
        var rest: ArraySlice<UInt32> = []
        for index in 0..<person.lines.count where index != person.streetLine {
            let pairs = lines.letterPairs(person.lines[index])
            rest = rest.isEmpty ? pairs : ArraySlice(Set(rest).union(pairs).sorted())
        }
        return rest
    }
}
