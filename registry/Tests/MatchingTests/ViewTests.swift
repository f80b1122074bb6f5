import Catalogue
import Matching
import Ranking
import Testing

@Suite("Unmet needs, joint buying and searching")
struct ViewTests {
    private func problem(
        _ id: String, _ council: String, _ statement: String, status: String = "open"
    )
        throws -> Versioned<Problem>
    {
        Versioned(
            try Problem(
                json: [
                    "id": .string(id), "council": .string(council), "title": .string(id),
                    "statement": .string(statement), "phase": "discovery",
                    "musts": [["hosting": "uk"]], "wants": [], "status": .string(status),
                ]), revision: 1, version: 1)
    }

    private func solution(_ id: String, _ tackled: String, hosting: JSON) throws
        -> Versioned<Solution>
    {
        Versioned(
            try Solution(
                json: [
                    "id": .string(id), "supplier": "s", "name": .string(id),
                    "summary": "A product.",
                    "description": "It helps.", "problemsTackled": [.string(tackled)],
                    "categories": ["front-door"], "hosting": hosting,
                ]), revision: 1, version: 1)
    }

    private func matcher() throws -> Matcher {
        Matcher(
            CatalogueContents(
                version: 1, organisations: [],
                solutions: [
                    try solution("taxi", "Children wait for taxis to school", hosting: "uk"),
                    try solution("carers", "Foster carers leave and few come", hosting: "world"),
                ],
                problems: [
                    try problem("a-taxis", "one", "Children wait in the rain for taxis to school."),
                    try problem("b-taxis", "two", "Taxis to school come late and children wait."),
                    try problem("c-taxis", "two", "Children wait for taxis to school in the rain."),
                    try problem("carers", "one", "Foster carers leave us and few new ones come."),
                    try problem("marked", "one", "Nobody sells this.", status: "nothing-suitable"),
                    try problem("closed", "one", "Nobody sells that.", status: "closed"),
                ]), vocabulary: Vocabulary())
    }

    @Test("an unmet need is open and without a fit, or marked; a closed one is none")
    func unmet() throws {
        let unmet = try matcher().unmetNeeds(on: MadeUp.day)
        #expect(unmet.map(\.problem.id) == ["carers", "marked"])
        #expect(unmet.map(\.isMarked) == [false, true])
        #expect(unmet.map(\.excludedByMusts) == [1, 0])
    }

    @Test(
        "alike problems of different councils are offered to each other, as alike from both sides")
    func jointBuying() throws {
        let pairs = try matcher().jointBuying()
        #expect(pairs.map { "\($0.first) \($0.second)" } == ["a-taxis c-taxis", "a-taxis b-taxis"])
        #expect(pairs.allSatisfy { (JointBuying.threshold...1).contains($0.likeness) })
    }

    @Test(
        "hostile words are just words",
        arguments: [
            "taxis\" OR NEAR(\"", "taxis'; DROP TABLE solution; --", "taxis \u{0} \u{202E}",
            "taxis * ^ AND NOT (", String(repeating: "taxis ", count: 170_000),
        ])
    func hostile(words: String) throws {
        #expect(try matcher().search(words, limit: 5).first?.solution.id == "taxi")
    }

    @Test("a word repeated in a solution beyond saturation gains less than 2 %")
    func saturation() throws {
        func share(_ count: Int) throws -> Double {
            let padding = (0..<10).map { "word\($0)" }.joined(separator: " ")
            let repeated = Array(repeating: "taxis", count: count).joined(separator: " ")
            let stuffed = try solution("x", "Taxis \(padding)", hosting: "uk").entry
            let solution = try Solution(
                json: stuffed.json.setting("description", to: .string("\(repeated) \(padding)")))
            return try matcher().match(
                problem("p", "one", "Children wait for taxis to school.").entry, solution,
                on: MadeUp.day
            ).share
        }
        let (many, more) = (try share(100), try share(200))
        #expect(many > 0)
        #expect(more <= many * 1.02)
    }
}
