import Catalogue
import Testing

@Suite("Entries")
struct EntryTests {
    @Test("a solution with every field comes back from its JSON, byte for byte")
    func wholeSolution() throws {
        let json = Examples.solution
            .setting(
                "price",
                to: [
                    "min": "12.50", "max": "40", "currency": "GBP", "unit": "User",
                    "interval": "Month",
                ]
            )
            .setting(
                "assurances",
                to: [
                    [
                        "scheme": "cyber-essentials", "status": "held", "until": "2027-01-01",
                        "scope": "all",
                    ]
                ]
            )
            .setting("frameworks", to: [["framework": "g-cloud-14", "from": "2024-11-09"]])
            .setting("hosting", to: "uk").setting("deployment", to: ["public-cloud"])
            .setting("accessibility", to: "wcag-2.2-aa").setting("integrations", to: [])
            .setting(
                "evidence", to: [["council": "marlcombe", "since": "2024-03", "result": "Faster."]]
            )
            .setting("features", to: ["Search"]).setting("sample", to: true)
        let solution = try Solution(json: json)
        let text = solution.json.written()
        let again = try Solution(json: JSON(parsing: text))
        #expect(again == solution)
        #expect(again.json.written() == text)
        #expect(solution.json["price"]?["max"] == "40.00")
    }

    @Test("a problem with every field comes back from its JSON")
    func wholeProblem() throws {
        let musts: JSON = [
            ["assurance": "cyber-essentials", "note": "policy"], ["hosting": "eea"],
            ["framework": "g-cloud-14"], ["pricePerYearAtMost": "60000"],
            ["accessibility": "wcag-2.1-aa"], ["integration": "Mosaic"],
            ["deployment": ["public-cloud", "hybrid"]], ["evidenceFromCouncils": 2],
            ["category": "front-door"],
        ]
        let json = Examples.problem
            .setting("musts", to: musts).setting("wants", to: musts)
            .setting("budget", to: ["amount": "60000", "currency": "GBP", "per": "Year"])
            .setting("deadline", to: "2027-03-31").setting("units", to: ["User": 240])
            .setting("affected", to: "Duty workers.").setting("tried", to: "A spreadsheet.")
        let problem = try Problem(json: json)
        #expect(problem.musts.count == 9)
        #expect(try Problem(json: problem.json) == problem)
    }

    @Test("all errors of one entry are told at once, each with its field and a remedy")
    func allErrors() throws {
        let json = Examples.solution
            .setting("name", to: nil).setting("summary", to: .string(words(51)))
            .setting("problemsTackled", to: [.string(words(31)), 5])
            .setting("hostng", to: "uk").setting("hosting", to: "mars")
            .setting(
                "price", to: ["min": "12,50", "currency": "GBP", "unit": "Head", "interval": ""]
            )
            .setting("evidence", to: [["council": "x", "since": "2024-13", "result": "ok"]])
        let errors = #expect(throws: EntryErrors.self) { try Solution(json: json) }?.errors ?? []
        #expect(
            Set(errors.map(\.field)) == [
                "name", "summary", "problemsTackled[1]", "problemsTackled[2]", "hostng", "hosting",
                "price.min", "price.unit", "evidence[1].since",
            ])
        #expect(errors.allSatisfy { !$0.remedy.isEmpty })
        #expect(errors.first { $0.field == "summary" }?.fault == "It has 51 words.")
    }

    @Test("a file that is no JSON is named with the place")
    func notJSON() throws {
        let error = #expect(throws: EntryErrors.self) {
            try Problem(bytes: Array("{\"id\":".utf8), source: "problems/a.json")
        }
        #expect(error?.description.hasPrefix("problems/a.json: It is not JSON: Line 1") == true)
    }

    @Test(
        "a text exactly at its limit is taken and one beyond is not",
        arguments: [("summary", 50), ("description", 300)])
    func wordLimits(field: String, limit: Int) throws {
        #expect(throws: Never.self) { try Examples.solution(field, .string(words(limit))) }
        #expect(throws: EntryErrors.self) {
            try Examples.solution(field, .string(words(limit + 1)))
        }
    }

    @Test("words written together do not get round a limit")
    func longWords() throws {
        let stuffed = String(repeating: "safeguarding", count: 50)
        #expect(throws: EntryErrors.self) { try Examples.solution("summary", .string(stuffed)) }
    }

    @Test(
        "characters that cannot be seen or turn the text round are refused",
        arguments: ["a\u{0}b", "a\u{202E}b", "a\u{2066}b", "a\nb"])
    func hiddenCharacters(text: String) throws {
        #expect(throws: EntryErrors.self) { try Examples.solution("name", .string(text)) }
    }

    @Test("right-to-left words are words")
    func rightToLeft() throws {
        #expect(try Examples.solution("name", "שלום עולם").name == "שלום עולם")
    }

    @Test("a requirement asks for one thing")
    func oneThing() throws {
        #expect(throws: EntryErrors.self) { try Examples.problem("musts", [[:]]) }
        #expect(throws: EntryErrors.self) {
            try Examples.problem("musts", [["hosting": "uk", "integration": "Mosaic"]])
        }
        #expect(throws: EntryErrors.self) {
            try Examples.problem("musts", [["accessibility": "none"]])
        }
    }

    private func words(_ count: Int) -> String {
        (0..<count).map { "word\($0)" }.joined(separator: " ")
    }
}
