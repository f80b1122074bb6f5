import Catalogue
import Testing

/// Relaxing a requirement along a lattice, in an amount or in a list never makes a verdict worse:
/// looked at for every term, many made-up solutions and several days.
@Suite("The law of lattices")
struct LatticeLawTests {
    private static func rank(_ verdict: Verdict) -> Int {
        switch verdict {
        case .notMet: 0
        case .notStated: 1
        case .met: 2
        }
    }

    private func expectNoWorse(
        _ strict: Requirement, _ relaxed: Requirement, _ solution: Solution, _ problem: Problem,
        _ day: Day
    ) {
        let before = strict.judgement(of: solution, for: problem, on: day)
        let after = relaxed.judgement(of: solution, for: problem, on: day)
        #expect(
            Self.rank(after.verdict) >= Self.rank(before.verdict),
            "\(before) became \(after) on \(day) for \(solution.json.written())")
    }

    @Test("of assurances, in made-up solutions", arguments: 0..<200)
    func assurances(seed: Int) throws {
        let lattice = Lattices.standard.assurance
        var dice = Dice(seed: UInt64(seed))
        let terms = ["cyber-essentials", "cyber-essentials-plus", "bpss", "sc", "dv"]
        let entries = (0..<dice.roll(5)).map { _ -> JSON in
            JSON.object(stating: [
                "scheme": .string(terms[dice.roll(5)]),
                "status": ["held", "held", "held", "inProgress", "notHeld"][dice.roll(5)],
                "from": [nil, "2025-01-01", "2026-02-01"][dice.roll(3)],
                "until": [nil, "2026-03-01", "2027-01-01"][dice.roll(3)],
            ])
        }
        let solution = try Examples.solution("assurances", .array(entries))
        let problem = try Problem(json: Examples.problem)
        for day in ["2024-12-31", "2026-02-15", "2026-12-01", "2028-01-01"].compactMap({ Day($0) })
        {
            for term in terms {
                for easier in lattice.relaxations(of: term) {
                    expectNoWorse(
                        Requirement(.assurance(term)), Requirement(.assurance(easier)), solution,
                        problem, day)
                }
            }
        }
    }

    @Test("of hosting and accessibility, for every pair of terms")
    func terms() throws {
        let problem = try Problem(json: Examples.problem)
        let day = try #require(Day("2026-06-15"))
        let lattices = Lattices.standard
        for stated in lattices.hosting.terms {
            let solution = try Examples.solution("hosting", .string(stated))
            for term in lattices.hosting.terms {
                for easier in lattices.hosting.relaxations(of: term) {
                    expectNoWorse(
                        Requirement(.hosting(term)), Requirement(.hosting(easier)), solution,
                        problem, day)
                }
            }
        }
        for stated in lattices.accessibility.terms {
            let solution = try Examples.solution("accessibility", .string(stated))
            for term in lattices.accessibility.terms {
                for easier in lattices.accessibility.relaxations(of: term) {
                    expectNoWorse(
                        Requirement(.accessibility(term)), Requirement(.accessibility(easier)),
                        solution, problem, day)
                }
            }
        }
    }

    @Test("a verdict holds until the day it says it may change", arguments: 0..<100)
    func nextChange(seed: Int) throws {
        var dice = Dice(seed: UInt64(seed))
        let start = try #require(Day("2026-01-01"))
        let entries = (0..<1 + dice.roll(3)).map { _ -> JSON in
            let from = start + dice.roll(40)
            return [
                "scheme": ["cyber-essentials", "cyber-essentials-plus"][dice.roll(2)],
                "status": "held", "from": .string("\(from)"),
                "until": .string("\(from + dice.roll(20))"),
            ]
        }
        let solution = try Examples.solution("assurances", .array(entries))
        let problem = try Problem(json: Examples.problem)
        for scheme in ["cyber-essentials", "cyber-essentials-plus"] {
            let must = Requirement(.assurance(scheme))
            for offset in 0..<70 {
                let today = must.judgement(of: solution, for: problem, on: start + offset)
                let tomorrow = must.judgement(of: solution, for: problem, on: start + offset + 1)
                guard today.verdict != tomorrow.verdict else { continue }
                #expect(today.nextChange == start + offset + 1, "seed \(seed), \(today)")
            }
        }
    }
}

/// The same numbers for the same seed (SplitMix64).
struct Dice {
    private var state: UInt64

    init(seed: UInt64) { state = seed &* 0x9E37_79B9_7F4A_7C15 }

    mutating func roll(_ sides: Int) -> Int {
        state &+= 0x9E37_79B9_7F4A_7C15
        var mixed = state
        mixed = (mixed ^ mixed >> 30) &* 0xBF58_476D_1CE4_E5B9
        mixed = (mixed ^ mixed >> 27) &* 0x94D0_49BB_1331_11EB
        return Int((mixed ^ mixed >> 31) % UInt64(sides))
    }
}
