/// Fields whose text has a form.
extension Fields {
    /// An id: lower-case letters, digits and hyphens.
    func id(_ key: String) -> String { required(key).flatMap { id($0, key) } ?? "" }

    func optionalID(_ key: String) -> String? { optional(key).flatMap { id($0, key) } }

    private func id(_ value: JSON, _ key: String) -> String? {
        guard let text = value.text, (1...100).contains(text.utf8.count),
            text.utf8.allSatisfy({
                (0x61...0x7A).contains($0) || (0x30...0x39).contains($0) || $0 == 0x2D
            })
        else {
            fault(
                key, "It is not an id.",
                "Write 1 to 100 lower-case letters, digits and hyphens, such as “family-link”.")
            return nil
        }
        return text
    }

    func optionalDay(_ key: String) -> Day? {
        guard let value = optional(key) else { return nil }
        guard let day = value.text.flatMap({ Day($0) }) else {
            fault(key, "It is not a date.", "Write one such as “2027-03-31”.")
            return nil
        }
        return day
    }

    /// `from` and `until`, in that order of time.
    func period() -> Period {
        let period = Period(from: optionalDay("from"), until: optionalDay("until"))
        if let from = period.from, let until = period.until, until < from {
            fault("until", "It lies before “from”.", "Write a day from \(from) on.")
        }
        return period
    }

    /// `2024-03`, a month.
    func month(_ key: String) -> String {
        guard let value = required(key) else { return "" }
        guard let text = value.text, text.utf8.count == 7, Day(text + "-01") != nil else {
            fault(key, "It is not a month.", "Write one such as “2024-03”.")
            return ""
        }
        return text
    }

    func optionalAmount(_ key: String) -> Amount? {
        guard let value = optional(key) else { return nil }
        guard let amount = value.text.flatMap({ Amount($0) }) else {
            fault(
                key, "It is not an amount.",
                "Write digits in double quotes, such as “1200.00”, without a sign or commas.")
            return nil
        }
        return amount
    }

    func amount(_ key: String) -> Amount {
        required(key) == nil ? .zero : optionalAmount(key) ?? .zero
    }

    func optionalCount(_ key: String, in range: ClosedRange<Int>) -> Int? {
        guard let value = optional(key) else { return nil }
        guard case .number(let digits) = value, let count = Int(digits), range.contains(count)
        else {
            fault(
                key, "It is not a whole number from \(range.lowerBound) to \(range.upperBound).",
                "Write one, without quotes.")
            return nil
        }
        return count
    }

    func flag(_ key: String) -> Bool {
        guard let value = optional(key) else { return false }
        guard case .bool(let flag) = value else {
            fault(key, "It is \(value.kind).", "Write true or false.")
            return false
        }
        return flag
    }

    /// One of a closed list of words.
    func optionalWord<Word: RawRepresentable & CaseIterable>(
        _ key: String, _: Word.Type = Word.self
    ) -> Word? where Word.RawValue == String {
        guard let value = optional(key) else { return nil }
        guard let word = value.text.flatMap({ Word(rawValue: $0) }) else {
            let words = Word.allCases.map { "“\($0.rawValue)”" }.joined(separator: ", ")
            fault(key, "It is not one of the words for it.", "Write one of \(words).")
            return nil
        }
        return word
    }

    func word<Word: RawRepresentable & CaseIterable>(_ key: String, else fallback: Word) -> Word
    where Word.RawValue == String {
        required(key) == nil ? fallback : optionalWord(key) ?? fallback
    }

    /// A term of a lattice.
    func optionalTerm(_ key: String, in lattice: Lattice) -> String? {
        optional(key).flatMap { term($0, place(key), in: lattice) }
    }

    func term(_ key: String, in lattice: Lattice) -> String {
        required(key).flatMap { term($0, place(key), in: lattice) } ?? ""
    }

    func optionalTerms(_ key: String, in lattice: Lattice, atLeast: Int) -> [String]? {
        list(key, count: atLeast...lattice.terms.count) { term($0, $1, in: lattice) }
    }

    private func term(_ value: JSON, _ place: String, in lattice: Lattice) -> String? {
        guard let text = value.text, lattice.terms.contains(text) else {
            let terms = lattice.terms.map { "“\($0)”" }.joined(separator: ", ")
            report.add(place, "It is not in the vocabulary.", "Write one of \(terms).")
            return nil
        }
        return text
    }

    /// `https://…` or `http://…`, at most 300 characters.
    func optionalAddress(_ key: String) -> String? {
        guard let value = optional(key) else { return nil }
        guard let text = value.text, text.count <= 300,
            text.hasPrefix("https://") || text.hasPrefix("http://"),
            !text.unicodeScalars.contains(where: { $0.value <= 0x20 })
        else {
            fault(key, "It is not a web address.", "Write one that begins with https://.")
            return nil
        }
        return text
    }
}
