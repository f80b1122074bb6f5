import Catalogue
import Exchange
import Testing

@Suite("Councils whose codes change and who merge")
struct CouncilTests {
    /// The code was one council's until 2009, then another's, which became part of a third.
    private static let councils: [JSON] = [
        [
            "id": "old-marl", "name": "Old Marl", "kind": "council", "replacedBy": "marlshire",
            "identifiers": [["scheme": "GB-LAC", "id": "E07", "until": "2009-03-31"]],
        ],
        [
            "id": "combe", "name": "Combe", "kind": "council", "replacedBy": "marlcombe",
            "identifiers": [
                ["scheme": "GB-LAC", "id": "E07", "from": "2009-04-01", "until": "2023-03-31"],
                ["scheme": "GB-PPON", "id": "PAAA"],
            ],
        ],
        [
            "id": "marlcombe", "name": "Marlcombe Council", "kind": "council",
            "identifiers": [["scheme": "GB-LAC", "id": "E06", "from": "2023-04-01"]],
        ],
        ["id": "marlshire", "name": "Marlshire", "kind": "council"],
    ]

    private func council(_ buyer: String, on date: String) throws -> (id: String?, Intake) {
        let release = """
            {"ocid": "ocds-b5fd17-1", "id": "1", "date": "\(date)", "tag": ["tender"],
             "buyer": \(buyer), "tender": {"id": "t", "title": "A", "description": "B"}}
            """
        let intake = OCDSImport.read(release.bytes, try OCDSTests.context(Self.councils))
        return (OCDSTests.problems(intake).first?.council, intake)
    }

    @Test(
        "a code means whoever held it on the day of the release, and files under who took its place",
        arguments: [
            ("2008-06-01T00:00:00Z", "marlshire"), ("2012-06-01T00:00:00Z", "marlcombe"),
            ("2024-06-01T00:00:00Z", "marlcombe"),
        ])
    func dates(date: String, expected: String) throws {
        let (id, intake) = try council("{\"id\": \"GB-LAC-E07\", \"name\": \"Whoever\"}", on: date)
        #expect(id == expected)
        #expect(intake.drafts.count == 1)
        #expect(intake.warnings.map(\.field) == ["buyer"])
    }

    @Test("a council is found by any of its codes and last by its name")
    func otherCodes() throws {
        let date = "2024-06-01T00:00:00Z"
        let ppon =
            "{\"name\": \"X\", \"id\": \"1\", \"identifier\": {\"scheme\": \"GB-PPON\", \"id\": \"PAAA\"}}"
        #expect(try council(ppon, on: date).id == "marlcombe")
        #expect(try council("{\"name\": \"MARLCOMBE council\"}", on: date).id == "marlcombe")
        #expect(try council("{\"id\": \"GB-LAC-E06\"}", on: date).id == "marlcombe")
    }

    @Test("one that nobody knows becomes a draft with its codes; one without a name is refused")
    func unknown() throws {
        let date = "2024-06-01T00:00:00Z"
        let (id, intake) = try council(
            "{\"id\": \"GB-LAC-E99\", \"name\": \"Farrowgate Council\"}", on: date)
        #expect(id == "farrowgate-council")
        guard case .organisation(let draft) = try #require(intake.drafts.first).what else {
            Issue.record("The council is not a draft.")
            return
        }
        #expect(draft.identifiers.map { "\($0.scheme) \($0.id)" } == ["GB-LAC E99"])
        let refused = try council("{\"id\": \"GB-LAC-E99\"}", on: date).1
        #expect(refused.drafts.isEmpty && refused.refusals.map(\.field) == ["buyer"])
    }
}
