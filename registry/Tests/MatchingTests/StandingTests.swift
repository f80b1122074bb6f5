import Catalogue
import Matching
import Ranking
import Testing

/// A catalogue that lives: changes of every kind and days that pass, in the order of a seed.
struct Life {
    var made: MadeUp
    var history = [CatalogueContents()]
    var day = MadeUp.day - 25
    var contents: CatalogueContents { history[history.count - 1] }

    init(seed: Int) { made = MadeUp(seed: seed) }

    enum Step {
        case change(CatalogueChange)
        case day(Day)
    }

    mutating func step() throws -> Step {
        let version = contents.version + 1
        func changed(_ what: CatalogueChange.What) -> Step {
            .change(CatalogueChange(version: version, what))
        }
        let step: Step
        switch made.dice.roll(10) {
        case 0:
            day = day + 1 + made.dice.roll(5)
            return .day(day)
        case 1...5:
            let solution = try made.solution("s\(made.dice.roll(25))")
            let revision = (contents.solutions[solution.id]?.revision ?? 0) + 1
            step = changed(.solution(Versioned(solution, revision: revision, version: version)))
        case 6...7:
            let status = made.dice.pick(["open", "open", "open", "closed", "nothing-suitable"])
            let problem = try made.problem("p\(made.dice.roll(12))", status: status)
            let revision = (contents.problems[problem.id]?.revision ?? 0) + 1
            step = changed(.problem(Versioned(problem, revision: revision, version: version)))
        case 8: step = changed(.withdrawal(.solution, id: "s\(made.dice.roll(25))"))
        default: step = changed(.withdrawal(.problem, id: "p\(made.dice.roll(12))"))
        }
        if case .change(let change) = step {
            var next = contents
            next.apply(change)
            history.append(next)
        }
        return step
    }
}

@Suite("Standing problems")
struct StandingTests {
    private func batch(_ life: Life, frozenAt: Int) -> [String: Set<String>] {
        let matcher = Matcher(
            life.contents, frozen: life.history[frozenAt], vocabulary: Vocabulary())
        var fits: [String: Set<String>] = [:]
        for problem in matcher.openProblems {
            let ids = Set(matcher.fitting(problem, on: life.day).map(\.solution))
            if !ids.isEmpty { fits[problem.id] = ids }
        }
        return fits
    }

    @Test(
        "after a stream of changes and days the same fits as matching all at once, each told once",
        arguments: 0..<6)
    func liveEqualsBatch(seed: Int) throws {
        var life = Life(seed: seed)
        var standing = StandingProblems(
            Matcher(life.contents, vocabulary: Vocabulary()), clock: StatisticsClock(),
            day: life.day, told: [])
        var told: [Notice.Key: Int] = [:]
        for number in 0..<120 {
            let notices =
                switch try life.step() {
                case .change(let change): standing.apply(change)
                case .day(let day): standing.advance(to: day)
                }
            let fits = standing.fits
            for notice in notices {
                told[notice.key, default: 0] += 1
                #expect(fits[notice.key.problem]?.contains(notice.key.solution) == true)
                #expect(!notice.reason.isEmpty)
            }
            for (problem, solutions) in fits {
                for solution in solutions {
                    let revision = life.contents.solutions[solution]?.revision ?? 0
                    let key = Notice.Key(problem: problem, solution: solution, revision: revision)
                    #expect(told[key] == 1, "seed \(seed), step \(number), \(key)")
                }
            }
            guard number % 20 == 19 else { continue }
            #expect(
                fits == batch(life, frozenAt: standing.clock.frozenAt),
                "seed \(seed), step \(number)")
        }
        #expect(told.count > 20)
        #expect(told.values.allSatisfy { $0 == 1 }, "seed \(seed)")
    }

    @Test("a start after a stop tells what is missing and nothing twice", arguments: 0..<3)
    func restart(seed: Int) throws {
        var life = Life(seed: seed)
        var standing = StandingProblems(
            Matcher(life.contents, vocabulary: Vocabulary()), clock: StatisticsClock(),
            day: life.day, told: [])
        var fitting: Set<Notice.Key> = []
        for number in 0..<200 where number < 40 || fitting.isEmpty {
            switch try life.step() {
            case .change(let change): _ = standing.apply(change)
            case .day(let day): _ = standing.advance(to: day)
            }
            fitting = standing.told.filter { key in
                standing.fits[key.problem]?.contains(key.solution) == true
                    && life.contents.solutions[key.solution]?.revision == key.revision
            }
        }
        let lost = try #require(fitting.min())
        var again = StandingProblems(
            Matcher(
                life.contents, frozen: life.history[standing.clock.frozenAt],
                vocabulary: Vocabulary()), clock: standing.clock, day: life.day,
            told: standing.told.subtracting([lost]))
        #expect(again.fits == standing.fits)
        #expect(again.catchUp().map(\.key) == [lost])
        #expect(again.catchUp().isEmpty)
    }

    @Test("a certificate that runs out ends a fit without a change of the catalogue")
    func expiry() throws {
        var made = MadeUp(seed: 1)
        let solution = try Solution(
            json: made.solution("s").json.setting(
                "assurances",
                to: [["scheme": "cyber-essentials", "status": "held", "until": "2026-02-20"]]))
        let problem = try made.problem("p")
            .setting("statement", to: .string(solution.description))
            .setting("musts", to: [["assurance": "cyber-essentials"]])
        let contents = CatalogueContents(
            version: 2, organisations: [],
            solutions: [Versioned(solution, revision: 1, version: 1)],
            problems: [Versioned(problem, revision: 1, version: 2)])
        var standing = StandingProblems(
            Matcher(contents, vocabulary: Vocabulary()), clock: StatisticsClock(),
            day: try #require(Day("2026-02-20")), told: [])
        #expect(standing.fits == ["p": ["s"]])
        #expect(standing.advance(to: try #require(Day("2026-02-21"))).isEmpty)
        #expect(standing.fits == [:])
    }
}
