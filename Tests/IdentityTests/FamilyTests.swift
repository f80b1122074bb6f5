import Identity
import Testing

@Suite struct FamilyTests {
    private let child = Description.tobias

    @Test func `brother and sister are two people because name and birth date differ`() throws {
        let sister = child.told(by: "school") {
            $0.given = "Matilda"
            $0.born = "2013-02-11"
            $0.sex = "F"
        }
        #expect(try answer(child, sister) == .twoPeople)
    }

    @Test func `brothers who share their first name are two people because the dates differ`()
        throws
    {
        let elder = child.told(by: "school") {
            $0.given = "Mohammed"
            $0.born = "2012-09-30"
        }
        let younger = child.told(by: "health") { $0.given = "Mohammed" }
        #expect(try answer(younger, elder) == .twoPeople)
    }

    @Test func `a family registered twice is each child once because each agrees with itself`()
        throws
    {
        let sister = child.told(by: "health") {
            $0.given = "Matilda"
            $0.born = "2013-02-11"
            $0.sex = "F"
        }
        let register = try Register.of(
            child, sister, child.told(by: "school"), sister.told(by: "school"))
        #expect(register.clusters == [["a", "c"], ["b", "d"]])
    }

    @Test func `a new family name with the former one beside it is one person`() throws {
        let renamed = child.told(by: "school") {
            $0.family = "Okonjo"
            $0.former = "Farncombe"
        }
        #expect(try answer(child, renamed) == .onePerson)
    }

    @Test func `half of a double name is one person because the other half agrees`() throws {
        let double = child.told(by: "school") { $0.family = "Farncombe-Okonjo" }
        #expect(try answer(child, double) == .onePerson)
    }

    @Test func `namesakes born on one day in one town are not joined, because names are common`()
        throws
    {
        let one = Description(
            system: "health", given: "Oliver", family: "Smith", born: "2015-06-23", sex: "M",
            address: "3 Mill Lane, Northwick", postcode: "NW2 8LP")
        let other = Description(
            system: "school", given: "Oliver", family: "Smith", born: "2015-06-23", sex: "M",
            address: "117 Castle Avenue, Northwick", postcode: "NW15 1BT")
        #expect(try answer(one, other) != .onePerson)
    }

    @Test func `thirty children of one home stay thirty, because only the home agrees`() throws {
        var register = try Register.empty()
        let given = ["Ada", "Ben", "Cleo", "Dirk", "Esme", "Finn", "Gaia", "Hugo", "Iris", "Joel"]
        let family = ["Quill", "Rostron", "Sefton"]
        for (index, name) in family.flatMap({ name in given.map { ($0, name) } }).enumerated() {
            register.put(
                Description(
                    system: "case", given: name.0, family: name.1,
                    born: "20\(10 + index % 8)-0\(1 + index % 9)-1\(index % 10)",
                    address: "Beacon House, 1 Harbour Road, Northwick", postcode: "NW1 1AA"),
                as: "child-\(index)")
        }
        #expect(register.clusters.count == 30)
    }

    @Test func `children of a home who all have 1 January for a birth date stay apart`() throws {
        let one = child.told(by: "case A") {
            $0.given = "Amanuel"
            $0.family = "Tesfay"
            $0.born = "2008-01-01"
        }
        let other = one.told(by: "case B") {
            $0.given = "Yonas"
            $0.family = "Haile"
        }
        #expect(try answer(one, other) == .twoPeople)
    }
}
