import Casework
import Testing

@Suite("The score")
struct ScoreTests {
    @Test("It is the sum of the parts a person sees, and 100 at the most")
    func sum() {
        for seed in UInt64(0)..<500 {
            let appraisal = Appraisal(
                of: Chronology(randomEvents(40, seed: seed)), at: moment("2026-02-10"),
                under: policy)
            let parts = appraisal.score.parts.map(\.points).reduce(0, +)
            #expect(appraisal.score.total == min(100, parts), "seed \(seed)")
            #expect(appraisal.score.parts.allSatisfy { !$0.contribution.evidence.isEmpty })
        }
    }

    @Test("Half the points are left after a half-life, and all of a window until it ends")
    func fading() {
        let start = day("2026-01-01")
        let half = Contribution(
            rule: "r", reason: "why", evidence: [], points: 20, since: start,
            fading: .halfLife(days: 30))
        #expect([0, 30, 60].map { half.points(on: start + $0) } == [20, 10, 5])
        let window = Contribution(
            rule: "r", reason: "why", evidence: [], points: 20, since: start,
            fading: .until(start + 30))
        #expect([0, 29, 30].map { window.points(on: start + $0) } == [20, 20, 0])
    }

    @Test("It changes with time passing: less every month without news")
    func falls() {
        let facts = [referral("R1", "2026-01-05"), contact("K1", "2026-01-20")]
        let totals = ["2026-01-20", "2026-03-20", "2026-06-20", "2026-12-20"].map {
            Appraisal(of: Chronology(events(facts)), at: moment($0), under: policy).score.total
        }
        #expect(totals == totals.sorted(by: >))
        #expect(Set(totals).count == totals.count)
    }

    @Test("The bands cover every score", arguments: 0...100)
    func bands(score: Int) {
        let band = policy.band(of: score)
        #expect(band.from <= score)
        #expect(!policy.bands.contains { $0.from > band.from && $0.from <= score })
    }
}
