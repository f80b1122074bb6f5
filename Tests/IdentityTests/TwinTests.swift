import Identity
import Testing

/// Twins share name, home and birth date, so only what tells twins apart counts.
@Suite struct TwinTests {
    private let twin = Description.tobias

    @Test func `twins are two people because their given names differ`() throws {
        #expect(try answer(twin, twin.told(by: "school") { $0.given = "Jasper" }) != .onePerson)
    }

    @Test(arguments: [("Ella", "Emma"), ("Jayden", "Hayden"), ("Harry", "Henry"), ("Mia", "Maya")])
    func `twins with names that look alike are two people because both names are usual`(
        one: String, other: String
    ) throws {
        let first = twin.told(by: "health") { $0.given = one }
        let second = twin.told(by: "school") { $0.given = other }
        #expect(try answer(first, second) != .onePerson)
    }

    @Test func `twins under one NHS number are asked about because their names contradict it`()
        throws
    {
        let first = twin.told(by: "health") { $0.nhs = "9434765919" }
        let second = twin.told(by: "hospital") {
            $0.nhs = "9434765919"
            $0.given = "Jasper"
        }
        #expect(try answer(first, second) == .asked)
    }

    @Test func `twins who share their first name are two people because the second names differ`()
        throws
    {
        let first = twin.told(by: "health") { $0.given = "Mohammed Ali" }
        let second = twin.told(by: "school") { $0.given = "Muhammad Bilal" }
        #expect(try answer(first, second) != .onePerson)
    }

    @Test func `a twin whose system holds a name spelt apart is another child, who says so`()
        throws
    {
        let first = twin.told(by: "health") { $0.given = "Erin" }
        let second = twin.told(by: "health") { $0.given = "Eryn" }
        #expect(try answer(first, second) != .onePerson)
    }

    @Test func `newborn twins are two people because one is the first and one the second`() throws {
        let first = twin.told(by: "health") { $0.given = "Twin 1" }
        let second = twin.told(by: "hospital") { $0.given = "Twin 2" }
        #expect(try answer(first, second) == .twoPeople || answer(first, second) == .asked)
        let evidence = try #require(Register.of(first, second).evidence("a", "b"))
        #expect(evidence.veto == .givenName)
    }

    @Test func `a record that says twin goes to no named child without a person`() throws {
        let placeholder = twin.told(by: "hospital") { $0.given = "Twin 1" }
        #expect(try answer(placeholder, twin.told(by: "school")) == .asked)
        let nameless = twin.told(by: "hospital") { $0.given = "Baby" }
        #expect(try answer(nameless, twin.told(by: "school")) == .onePerson)
    }

    @Test func `a short name that fits both twins goes to neither`() throws {
        let boy = twin.told(by: "health") { $0.given = "Alexander" }
        let girl = twin.told(by: "health") {
            $0.given = "Alexandra"
            $0.sex = "F"
        }
        let short = twin.told(by: "school") {
            $0.given = "Alex"
            $0.sex = ""
        }
        let register = try Register.of(boy, girl, short)
        #expect(register.clusters == [["a"], ["b"], ["c"]])
        #expect(!register.questions.isEmpty)
    }

    @Test func `a chain of spellings does not join twins, because a cluster has no veto in it`()
        throws
    {
        let first = twin.told(by: "health") { $0.given = "Hayden" }
        let between = twin.told(by: "police") {
            $0.given = "Haydem"
            $0.sex = ""
        }
        let second = twin.told(by: "school") { $0.given = "Jayden" }
        let register = try Register.of(first, between, second)
        #expect(register.person(of: "a") != register.person(of: "c"))
    }
}
