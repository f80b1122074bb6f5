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

    /// What every pair that fits leaves open, worked out anew.
    private func verdicts(
        _ fits: [String: Set<String>], _ contents: CatalogueContents, _ day: Day
    ) throws -> [ToldVerdicts.Pair: [Requirement]] {
        var found: [ToldVerdicts.Pair: [Requirement]] = [:]
        for (problem, solutions) in fits {
            let need = try #require(contents.problems[problem]?.entry)
            for solution in solutions {
                let offer = try #require(contents.solutions[solution]?.entry)
                found[ToldVerdicts.Pair(problem: problem, solution: solution)] = need.musts.filter {
                    $0.verdict(of: offer, for: need, on: day) == .notStated
                }
            }
        }
        return found
    }

    @Test(
        "after a stream of changes and days the same fits as matching all at once, told once a verdict",
        arguments: 0..<6)
    func liveEqualsBatch(seed: Int) throws {
        var life = Life(seed: seed)
        var standing = StandingProblems(
            Matcher(life.contents, vocabulary: Vocabulary()), clock: StatisticsClock(),
            day: life.day, told: ToldVerdicts())
        var last: [ToldVerdicts.Pair: Set<Requirement>] = [:]
        var count = 0
        for number in 0..<120 {
            let notices =
                switch try life.step() {
                case .change(let change): standing.apply(change)
                case .day(let day): standing.advance(to: day)
                }
            let fits = standing.fits
            let now = try verdicts(fits, life.contents, life.day).mapValues {
                Set($0.map { Requirement($0.kind) })
            }
            let expected = Set(now.filter { last[$0.key] != $0.value }.keys)
            let pairs = notices.map {
                ToldVerdicts.Pair(problem: $0.key.problem, solution: $0.key.solution)
            }
            #expect(Set(pairs) == expected, "seed \(seed), step \(number)")
            #expect(Set(pairs).count == pairs.count, "seed \(seed), step \(number)")
            for (pair, notice) in zip(pairs, notices) {
                #expect((notice.changed == nil) == (last[pair] == nil), "seed \(seed)")
                #expect(notice.changed?.isEmpty != true && !notice.reason.isEmpty)
            }
            count += notices.count
            // Of a problem that is closed for a while nothing is forgotten.
            last = last.filter { life.contents.problems[$0.key.problem]?.entry.stands != true }
            last.merge(now) { _, new in new }
            guard number % 20 == 19 else { continue }
            #expect(
                fits == batch(life, frozenAt: standing.clock.frozenAt),
                "seed \(seed), step \(number)")
        }
        #expect(count > 20)
    }

    @Test("a start after a stop tells what is missing and nothing twice", arguments: 0..<3)
    func restart(seed: Int) throws {
        var life = Life(seed: seed)
        var standing = StandingProblems(
            Matcher(life.contents, vocabulary: Vocabulary()), clock: StatisticsClock(),
            day: life.day, told: ToldVerdicts())
        var kept: [ToldVerdicts.Pair: ToldVerdict] = [:]
        for number in 0..<200 where number < 40 || standing.fits.isEmpty {
            switch try life.step() {
            case .change(let change): _ = standing.apply(change)
            case .day(let day): _ = standing.advance(to: day)
            }
            for (pair, verdict) in standing.takeUnkept() { kept[pair] = verdict }
        }
        let fitting = standing.fits.flatMap { problem, solutions in
            solutions.map { (problem, $0) }
        }
        let (problem, solution) = try #require(fitting.min { $0 < $1 })
        kept[ToldVerdicts.Pair(problem: problem, solution: solution)] = nil
        var again = StandingProblems(
            Matcher(
                life.contents, frozen: life.history[standing.clock.frozenAt],
                vocabulary: Vocabulary()), clock: standing.clock, day: life.day,
            told: ToldVerdicts(kept))
        #expect(again.fits == standing.fits)
        let told = again.catchUp().map(\.key)
        #expect(told.map(\.problem) == [problem] && told.map(\.solution) == [solution])
        #expect(again.catchUp().isEmpty)
    }

    @Test("a thousand edits are told as often as the verdict on the musts changed")
    func edits() throws {
        var made = MadeUp(seed: 1)
        let first = try made.solution("s").json
        let problem = try made.problem("p")
            .setting("statement", to: .string(try Solution(json: first).description))
            .setting("musts", to: [["assurance": "cyber-essentials"]])
        func version(_ number: Int) throws -> Versioned<Solution> {
            // The certificate is stated, or not, for a hundred versions at a time.
            let held: JSON = [
                ["scheme": "cyber-essentials", "status": "held", "until": "2030-01-01"]
            ]
            let stated: JSON? = number / 100 % 2 == 0 ? .none : .some(held)
            let json = first.setting("summary", to: .string("Version \(number)."))
                .setting("assurances", to: stated)
            return Versioned(
                try Solution(json: json), revision: number + 1, version: number + 2)
        }
        let contents = CatalogueContents(
            version: 2, organisations: [], solutions: [try version(0)],
            problems: [Versioned(problem, revision: 1, version: 1)])
        var standing = StandingProblems(
            Matcher(contents, vocabulary: Vocabulary()), clock: StatisticsClock(),
            day: try #require(Day("2026-02-20")), told: ToldVerdicts())
        #expect(standing.catchUp().count == 1)
        var changed: [[String]?] = []
        for number in 1...1_000 {
            let change = CatalogueChange(version: number + 2, .solution(try version(number)))
            changed += standing.apply(change).map(\.changed)
        }
        #expect(changed.count == 10)
        #expect(changed.first??.first?.hasPrefix("Now answered: Cyber Essentials is held") == true)
        #expect(changed.last??.first?.hasPrefix("No longer stated: ") == true)
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
            day: try #require(Day("2026-02-20")), told: ToldVerdicts())
        #expect(standing.fits == ["p": ["s"]])
        #expect(standing.advance(to: try #require(Day("2026-02-21"))).isEmpty)
        #expect(standing.fits == [:])
    }
}
