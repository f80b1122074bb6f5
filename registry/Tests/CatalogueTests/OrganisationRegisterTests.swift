import Catalogue
import Testing

@Suite("The register of organisations")
struct OrganisationRegisterTests {
    private func council(_ id: String, _ identifiers: JSON, replacedBy: JSON? = nil) throws
        -> Organisation
    {
        try Organisation(
            json: JSON.object(stating: [
                "id": .string(id), "name": .string(id), "kind": "council",
                "identifiers": identifiers, "replacedBy": replacedBy,
            ]))
    }

    private func register() throws -> OrganisationRegister {
        OrganisationRegister([
            try council(
                "old-borough",
                [
                    [
                        "scheme": "GB-LAC", "id": "E07000001", "from": "2009-04-01",
                        "until": "2023-03-31",
                    ]
                ],
                replacedBy: "old-county"),
            try council(
                "old-county", [["scheme": "GB-LAC", "id": "E10000001", "until": "2023-03-31"]],
                replacedBy: "new-council"),
            try council(
                "new-council",
                [
                    ["scheme": "GB-LAC", "id": "E06000001", "from": "2023-04-01"],
                    ["scheme": "GB-COH", "id": "E07000001"],
                ]),
        ])
    }

    @Test("an old code leads to today’s council, by way of all that came between")
    func mergers() throws {
        let day = try #require(Day("2026-01-01"))
        let register = try register()
        #expect(register.resolve("E07000001", scheme: "GB-LAC", on: day)?.id == "new-council")
        #expect(register.holder(of: "E07000001", scheme: "GB-LAC", on: day)?.id == "old-borough")
        #expect(register.resolve("E06000001", scheme: "GB-LAC", on: day)?.id == "new-council")
    }

    @Test("a code is found in its own scheme and not before its time")
    func schemes() throws {
        let register = try register()
        let early = try #require(Day("2000-01-01"))
        #expect(register.holder(of: "E07000001", scheme: "GB-LAC", on: early) == nil)
        #expect(register.holder(of: "E07000001", scheme: "GB-COH", on: early)?.id == "new-council")
    }

    @Test("the holder is who had the code on that day when it went from one to another")
    func handedOn() throws {
        let register = OrganisationRegister([
            try council("one", [["scheme": "S", "id": "1", "until": "2020-12-31"]]),
            try council("two", [["scheme": "S", "id": "1", "from": "2021-01-01"]]),
        ])
        func holder(_ day: String) -> String? {
            Day(day).flatMap { register.holder(of: "1", scheme: "S", on: $0)?.id }
        }
        #expect(holder("2020-12-31") == "one")
        #expect(holder("2021-01-01") == "two")
    }

    @Test("a ring of replacements ends")
    func ring() throws {
        let one = try council("one", [], replacedBy: "two")
        let register = OrganisationRegister([one, try council("two", [], replacedBy: "one")])
        #expect(register.successor(of: one).id == "two")
    }
}
