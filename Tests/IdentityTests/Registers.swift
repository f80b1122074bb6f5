import Identity
import IdentityFiles
import Testing

/// What the machine says of two descriptions.
enum Answer {
    /// Joined without a person.
    case onePerson
    /// A possible match that a person is asked about.
    case asked
    case twoPeople
}

extension Register {
    /// Read once and copied, because the file is long.
    private static let empties = Result {
        let numbers = try MatchingFile.standard().numbers
        return [
            MatchingPopulation.children: Register(numbers, for: .children),
            .strangers: Register(numbers, for: .strangers),
        ]
    }

    /// An empty register with the numbers that the program brings with it.
    static func empty(_ population: MatchingPopulation = .children) throws -> Register {
        try #require(try empties.get()[population])
    }

    /// One with these descriptions, named "a", "b" and so on.
    static func of(_ descriptions: Description...) throws -> Register {
        var register = try empty()
        for (index, description) in descriptions.enumerated() {
            register.put(description, as: String("abcdefghijklmnop".dropFirst(index).prefix(1)))
        }
        return register
    }

    /// Everything that can be seen of a register, for comparing byte by byte.
    var picture: String {
        clusters.map { $0.joined(separator: " ") }.joined(separator: "\n")
            + "\n"
            + questions.map {
                "\($0.one) \($0.other) \($0.score) \($0.pairs) \($0.hindrance?.code ?? "")"
            }.joined(separator: "\n")
    }
}

/// What a register of two descriptions answers.
func answer(_ one: Description, _ other: Description) throws -> Answer {
    let register = try Register.of(one, other)
    if register.person(of: "a") == register.person(of: "b") { return .onePerson }
    return register.questions.isEmpty ? .twoPeople : .asked
}

extension Description {
    /// A child of the health service whose home and names are invented.
    static let tobias = Description(
        system: "health", given: "Tobias", family: "Farncombe", born: "2015-06-23", sex: "M",
        address: "14 Larkspur Road, Northwick", postcode: "NW7 3QD")

    /// The same as another system says it, with changes.
    func told(by system: String, _ change: (inout Description) -> Void = { _ in }) -> Description {
        var copy = self
        copy.system = system
        change(&copy)
        return copy
    }
}
