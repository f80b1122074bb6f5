import Catalogue
import Matching
import Ranking
import Testing

@Suite("Near misses and records")
struct NearMissTests {
    private func solution(_ id: String, _ tackled: String, until: String) throws
        -> Versioned<Solution>
    {
        Versioned(
            try Solution(
                json: [
                    "id": .string(id), "supplier": "brightwater", "name": .string(id),
                    "summary": "A product.", "description": "It is used by councils.",
                    "problemsTackled": [.string(tackled)], "categories": ["front-door"],
                    "assurances": [
                        [
                            "scheme": "cyber-essentials-plus", "status": "held",
                            "until": .string(until),
                        ]
                    ],
                ]), revision: 1, version: 1)
    }

    private func contents() throws -> CatalogueContents {
        CatalogueContents(
            version: 3,
            organisations: [
                Versioned(
                    try Organisation(
                        json: [
                            "id": "brightwater", "name": "Brightwater Ltd", "kind": "supplier",
                            "size": "small",
                        ]), revision: 1, version: 1)
            ],
            solutions: [
                try solution(
                    "best", "Duty workers cannot see earlier contacts of the family",
                    until: "2027-01-12"),
                try solution(
                    "expired", "Duty workers cannot see earlier contacts", until: "2026-01-12"),
                try solution("far", "Duty rotas take long to make", until: "2027-01-12"),
            ], problems: [Versioned(try problem(), revision: 2, version: 2)])
    }

    private func problem() throws -> Problem {
        try Problem(
            json: [
                "id": "earlier-contacts", "council": "marlcombe", "title": "See earlier contacts",
                "statement": "Duty workers cannot see earlier contacts of the family.",
                "phase": "discovery", "musts": [["assurance": "cyber-essentials-plus"]],
                "wants": [], "status": "open",
            ])
    }

    private func choices() throws -> Choices {
        Choices(day: try #require(Day("2026-06-15")))
    }

    @Test("a near miss says what it fails, since when, and where it would stand")
    func sentence() throws {
        let matcher = Matcher(try contents(), vocabulary: Vocabulary())
        let list = matcher.shortlist(for: try problem(), try choices())
        #expect(list.ids == ["best", "far"])
        #expect(
            list.nearMisses.map(\.sentence) == [
                "Fails only this: Cyber Essentials Plus expired on 12 January 2026. "
                    + "It would be second."
            ])
        #expect(list.removals.map(\.alone) == [1])
    }

    @Test("a record made again from what it names has the same bytes")
    func reproducible() throws {
        let contents = try contents()
        let matcher = Matcher(contents, vocabulary: Vocabulary())
        let record = ShortlistRecord.json(
            matcher.shortlist(for: try problem(), try choices()), in: contents)
        let bytes = record.written(pretty: true)
        let question = try ShortlistRecord.question(in: JSON(parsing: bytes))
        #expect(question.catalogueVersion == 3)
        let again = Matcher(try self.contents(), vocabulary: Vocabulary())
        #expect(again.rankerVersion == question.rankerVersion)
        let second = ShortlistRecord.json(
            again.shortlist(for: question.problem, question.choices), in: contents)
        #expect(second.written(pretty: true) == bytes)
        #expect(record["tieBreakSalt"] == "3")
        #expect(record["problemVersion"] == 2)
        #expect(record["firstTen"]?["fromSMEs"] == 2)
    }

    @Test("a want that is met moves a solution up, and one that is not met excludes none")
    func wants() throws {
        let matcher = Matcher(try contents(), vocabulary: Vocabulary())
        let wanting = try problem().setting(
            "wants", to: [["category": "front-door"], ["hosting": "uk"]])
        let list = matcher.shortlist(for: wanting, try choices())
        #expect(list.ids == ["best", "far"])
        let match = try #require(list.places.first?.match)
        #expect(match.evidence == match.share * (1 + 0.1 * 0.5))
    }

    @Test("silence excludes only where the buyer chose so")
    func silence() throws {
        let matcher = Matcher(try contents(), vocabulary: Vocabulary())
        let asking = try problem().setting("musts", to: [["hosting": "uk"]])
        let day = try #require(Day("2026-06-15"))
        #expect(matcher.shortlist(for: asking, Choices(day: day)).places.count == 3)
        let strict = matcher.shortlist(for: asking, Choices(day: day, silence: .excluded))
        #expect(strict.places.isEmpty)
        #expect(strict.removals[0].notStated == 3)
    }
}
