import Identity
import Testing

/// One child whose name two systems write otherwise.
@Suite struct NameTests {
    private func differing(_ one: (String, String), _ other: (String, String)) throws -> Answer {
        var first = Description.tobias
        (first.given, first.family) = one
        let second = first.told(by: "school") { ($0.given, $0.family) = other }
        return try answer(first, second)
    }

    @Test(arguments: [
        ("O'Connor", "OConnor"), ("O’Connor", "O'Connor"), ("D'Souza", "DSouza"),
    ])
    func `apostrophes say nothing because systems drop them`(one: String, other: String) throws {
        #expect(try differing(("Tobias", one), ("Tobias", other)) == .onePerson)
    }

    @Test(arguments: [("Mary-Jane", "Mary Jane"), ("Jean-Luc", "Jean Luc")])
    func `hyphens say nothing because they divide the same words`(one: String, other: String)
        throws
    {
        #expect(try differing((one, "Farncombe"), (other, "Farncombe")) == .onePerson)
    }

    @Test(arguments: [("Zoë", "Zoe"), ("Łukasz", "Lukasz"), ("José", "JOSE"), ("Søren", "Soren")])
    func `diacritics say nothing because keyboards lack them`(one: String, other: String) throws {
        #expect(try differing((one, "Farncombe"), (other, "Farncombe")) == .onePerson)
    }

    @Test(arguments: [
        ("Yulia", "Yuliia"), ("Khadija", "Khadeeja"), ("Yusuf", "Youssef"), ("Dmytro", "Dmitri"),
    ])
    func `two transliterations are one name because both are spellings of it`(
        one: String, other: String
    ) throws {
        #expect(try differing((one, "Farncombe"), (other, "Farncombe")) == .onePerson)
    }

    @Test(arguments: [("Elizabeth", "Lizzie"), ("William", "Bill"), ("Thomas", "Tom")])
    func `a short form is one person because the home and date agree`(one: String, other: String)
        throws
    {
        #expect(try differing((one, "Farncombe"), (other, "Farncombe")) == .onePerson)
    }

    @Test func `given and family name exchanged are one person because both agree crosswise`()
        throws
    {
        #expect(
            try differing(("Tobias", "Farncombe"), ("Farncombe", "Tobias")) == .onePerson)
    }

    @Test func `a name of one word is one person because nothing contradicts it`() throws {
        #expect(try differing(("Sukarnoputra", ""), ("Sukarnoputra", "")) == .onePerson)
    }

    @Test func `a name of four words is one person with two because the first ones agree`() throws {
        #expect(
            try differing(
                ("Maria Conceicao", "dos Santos Ferreira"), ("Maria", "Ferreira")) == .onePerson)
    }

    @Test func `a particle says nothing because some write it and some do not`() throws {
        #expect(try differing(("Tobias", "van der Berg"), ("Tobias", "Berg")) == .onePerson)
    }

    @Test func `a slip in a rare name is one person because no other name is so near`() throws {
        #expect(
            try differing(("Tobias", "Farncombe"), ("Tobias", "Farnconbe")) == .onePerson)
    }

    @Test func `a child called by a middle name that one record lacks is not joined`() throws {
        #expect(try differing(("Tobias", "Farncombe"), ("Rupert", "Farncombe")) != .onePerson)
    }

    @Test func `the family name of a placeholder is no name`() throws {
        let register = try Register.of(
            Description(given: "Baby", family: "Unknown", born: "2020-01-02"),
            Description(given: "Baby", family: "Unknown", born: "2020-01-02"))
        #expect(register.clusters.count == 2)
    }
}
