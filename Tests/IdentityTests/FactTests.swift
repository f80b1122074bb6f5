import Identity
import Testing

/// Birth dates, addresses and numbers that systems write otherwise.
@Suite struct FactTests {
    private let child = Description.tobias

    private func changed(_ change: (inout Description) -> Void) throws -> Answer {
        try answer(child, child.told(by: "school", change))
    }

    @Test func `day and month exchanged are one person because the digits agree`() throws {
        let early = child.told(by: "health") { $0.born = "2015-06-11" }
        let late = child.told(by: "school") { $0.born = "2015-11-06" }
        #expect(try answer(early, late) == .onePerson)
    }

    @Test func `an estimated birth date is one person because only its year is meant`() throws {
        #expect(try changed { $0.born = "2015-01-01" } == .onePerson)
    }

    @Test func `a mistyped digit is one person because name and home agree`() throws {
        #expect(try changed { $0.born = "2015-06-28" } == .onePerson)
    }

    @Test func `a birth date of another year is not joined because a child has one`() throws {
        #expect(try changed { $0.born = "2009-11-02" } != .onePerson)
    }

    @Test func `dates are read in three spellings`() throws {
        #expect(try changed { $0.born = "20150623" } == .onePerson)
        #expect(try changed { $0.born = "23/06/2015" } == .onePerson)
    }

    @Test func `an unborn child is asked about because it has no name yet`() throws {
        let unborn = child.told(by: "case") {
            $0.given = "Unborn"
            $0.born = ""
            $0.due = "2015-06-30"
            $0.sex = ""
        }
        #expect(try answer(child, unborn) == .asked)
    }

    @Test func `an expected date of another year is not this child`() throws {
        let unborn = child.told(by: "case") {
            $0.given = "Unborn"
            $0.born = ""
            $0.due = "2018-03-01"
            $0.sex = ""
        }
        let evidence = try #require(Register.of(child, unborn).evidence("a", "b"))
        #expect(evidence.veto == .birthDate)
    }

    @Test(arguments: [
        "14 Larkspur Rd, Northwick", "14, Larkspur Road, Northwick", "14 LARKSPUR ROAD,NORTHWICK",
        "014 Larkspur Road; Northwick", "14 Larkspurr Road\nNorthwick",
    ])
    func `an address in another spelling is one home because number and street agree`(
        address: String
    ) throws {
        let register = try Register.of(
            child, child.told(by: "school") { $0.address = address })
        let evidence = try #require(register.evidence("a", "b"))
        #expect(evidence.place >= 15 && register.clusters.count == 1)
    }

    @Test func `no fixed abode is no address that two people share`() throws {
        let one = child.told(by: "health") {
            $0.address = "NFA"
            $0.postcode = "ZZ99 3VZ"
        }
        let evidence = try #require(Register.of(one, one.told(by: "school")).evidence("a", "b"))
        #expect(evidence.place == 0)
    }

    @Test func `two valid NHS numbers are never joined`() throws {
        let one = child.told(by: "health") { $0.nhs = "9434765919" }
        let other = child.told(by: "hospital") { $0.nhs = "4010232137" }
        let evidence = try #require(Register.of(one, other).evidence("a", "b"))
        #expect(evidence.veto == .nhsNumber)
        #expect(try answer(one, other) != .onePerson)
    }

    @Test func `an NHS number with a wrong check digit says nothing`() throws {
        let one = child.told(by: "health") { $0.nhs = "9434765918" }
        let other = child.told(by: "hospital") { $0.nhs = "4010232137" }
        #expect(try answer(one, other) == .onePerson)
    }

    @Test func `a temporary pupil number says nothing`() throws {
        let one = child.told(by: "school A") { $0.upn = "A8012003000A" }
        let other = child.told(by: "school B") { $0.upn = "B8012003000B" }
        let evidence = try #require(Register.of(one, other).evidence("a", "b"))
        #expect(evidence.findings.isDisjoint(with: [.sameUPN, .otherUPN]))
    }

    @Test func `a moved child is one person because name and birth date are rare together`() throws
    {
        #expect(
            try changed {
                $0.address = "201 Quarry Hill, Calder Vale"
                $0.postcode = "CV9 1XX"
            } == .onePerson)
    }

    @Test func `two records of one system that agree in little are left to a person`() throws {
        let other = child.told(by: "health") {
            $0.given = ""
            $0.born = ""
        }
        #expect(try answer(child, other) != .onePerson)
    }
}
