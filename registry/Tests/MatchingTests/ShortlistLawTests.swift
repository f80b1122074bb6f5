import Catalogue
import Matching
import Ranking
import Testing

@Suite("The laws of shortlists, in made-up catalogues")
struct ShortlistLawTests {
    private func everything(_ silence: Silence = .included) -> Choices {
        Choices(day: MadeUp.day, silence: silence, limit: 1_000)
    }

    private static let musts: [JSON] = [
        ["assurance": "cyber-essentials-plus"], ["hosting": "uk"], ["framework": "g-cloud-14"],
        ["evidenceFromCouncils": 2], ["category": "travel"], ["pricePerYearAtMost": "5"],
    ]

    @Test("adding a must never adds a result", arguments: 0..<6)
    func addingAMust(seed: Int) throws {
        var made = MadeUp(seed: seed)
        let matcher = Matcher(
            try made.contents(solutions: 40, problems: 0), vocabulary: Vocabulary())
        let problem = try made.problem("p")
        for silence in Silence.allCases {
            let before = Set(matcher.shortlist(for: problem, everything(silence)).ids)
            for must in Self.musts {
                let stricter = try problem.setting(
                    "musts", to: .array((problem.json["musts"]?.elements ?? []) + [must]))
                let after = Set(matcher.shortlist(for: stricter, everything(silence)).ids)
                #expect(after.isSubset(of: before), "seed \(seed), \(must)")
            }
        }
    }

    @Test(
        "relaxing a must along its lattice never removes a result",
        arguments: [
            ("assurance", "cyber-essentials-plus", "cyber-essentials"), ("hosting", "uk", "eea"),
            ("hosting", "eea", "world"), ("accessibility", "wcag-2.2-aa", "wcag-2.1-aa"),
        ])
    func relaxing(kind: String, strict: String, relaxed: String) throws {
        for seed in 0..<5 {
            var made = MadeUp(seed: seed)
            let matcher = Matcher(
                try made.contents(solutions: 40, problems: 0), vocabulary: Vocabulary())
            let problem = try made.problem("p")
            for silence in Silence.allCases {
                func ids(_ term: String) throws -> Set<String> {
                    let must = JSON.object([JSON.Member(kind, .string(term))])
                    return Set(
                        matcher.shortlist(
                            for: try problem.setting("musts", to: [must]), everything(silence)
                        ).ids)
                }
                #expect(try ids(strict).isSubset(of: ids(relaxed)), "seed \(seed), \(silence)")
            }
        }
    }

    @Test("the order in which solutions were catalogued never changes a rank", arguments: 0..<3)
    func orderOfInserts(seed: Int) throws {
        var made = MadeUp(seed: seed)
        let contents = try made.contents(solutions: 30, problems: 3)
        let reversed = CatalogueContents(
            version: contents.version, organisations: [],
            solutions: contents.solutions.values.sorted { $0.entry.id > $1.entry.id },
            problems: Array(contents.problems.values))
        // An index that grew is the same as one made at once.
        var grown = Matcher(
            CatalogueContents(), frozen: CatalogueContents(), vocabulary: Vocabulary())
        var shuffled = Array(contents.solutions.values)
        shuffled.sort {
            TieBreak.number(of: $0.entry.id, salt: "x")
                < TieBreak.number(of: $1.entry.id, salt: "x")
        }
        for solution in shuffled {
            grown = grown.applying(CatalogueChange(version: solution.version, .solution(solution)))
        }
        let once = Matcher(contents, frozen: CatalogueContents(), vocabulary: Vocabulary())
        for problem in contents.problems.values.map(\.entry) {
            let choices = everything()
            #expect(
                Matcher(contents, vocabulary: Vocabulary()).shortlist(for: problem, choices)
                    == Matcher(reversed, vocabulary: Vocabulary()).shortlist(for: problem, choices))
            #expect(
                grown.shortlist(for: problem, choices).places
                    == once.shortlist(for: problem, choices).places, "seed \(seed)")
        }
    }

    @Test("a pair’s match is the same from both directions", arguments: 0..<6)
    func bothDirections(seed: Int) throws {
        var made = MadeUp(seed: seed)
        let contents = try made.contents(solutions: 25, problems: 10)
        let matcher = Matcher(contents, vocabulary: Vocabulary())
        var fromProblems: [String: Match] = [:]
        for problem in matcher.openProblems {
            for match in matcher.fitting(problem, on: MadeUp.day) {
                fromProblems["\(match.problem) \(match.solution)"] = match
                let places = matcher.shortlist(for: problem, everything()).places
                #expect(places.contains { $0.match == match }, "seed \(seed)")
            }
        }
        var fromSolutions: [String: Match] = [:]
        for solution in contents.solutions.values {
            for match in matcher.problems(for: solution.entry, on: MadeUp.day) {
                fromSolutions["\(match.problem) \(match.solution)"] = match
            }
        }
        #expect(fromProblems == fromSolutions, "seed \(seed)")
        #expect(!fromProblems.isEmpty)
    }

    @Test("the first places are those of the whole order, whatever the limit", arguments: 0..<6)
    func limits(seed: Int) throws {
        var made = MadeUp(seed: seed)
        let matcher = Matcher(
            try made.contents(solutions: 120, problems: 0), vocabulary: Vocabulary())
        let problem = try made.problem("p")
        let whole = matcher.shortlist(for: problem, everything())
        for limit in [1, 3, 10, 50] {
            let short = matcher.shortlist(
                for: problem, Choices(day: MadeUp.day, limit: limit))
            #expect(
                short.places == Array(whole.places.prefix(limit)), "seed \(seed), limit \(limit)")
        }
    }

    @Test("what the musts removed, in order, is all that is not admitted", arguments: 0..<6)
    func removals(seed: Int) throws {
        var made = MadeUp(seed: seed)
        let matcher = Matcher(
            try made.contents(solutions: 40, problems: 0), vocabulary: Vocabulary())
        let problem = try made.problem("p").setting(
            "musts", to: [["assurance": "cyber-essentials"], ["hosting": "uk"]])
        for silence in Silence.allCases {
            let list = matcher.shortlist(for: problem, everything(silence))
            #expect(
                list.removals.map(\.inOrder).reduce(0, +) == list.considered - list.admitted,
                "seed \(seed)")
            let first = try matcher.shortlist(
                for: problem.setting("musts", to: [["assurance": "cyber-essentials"]]),
                everything(silence))
            #expect(list.removals[0].alone == first.considered - first.admitted)
        }
    }

    @Test("the words’ shares add up to the match’s", arguments: 0..<3)
    func shares(seed: Int) throws {
        var made = MadeUp(seed: seed)
        let matcher = Matcher(
            try made.contents(solutions: 20, problems: 0), vocabulary: Vocabulary())
        for place in matcher.shortlist(for: try made.problem("p"), everything()).places {
            let sum = place.words.reduce(0) { $0 + $1.share }
            #expect(abs(sum - place.match.share) < 1e-9, "seed \(seed)")
        }
    }
}
