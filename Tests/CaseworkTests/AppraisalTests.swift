import Casework
import Simulation
import Testing

@Suite("Law 2: an appraisal is a function, and says until when it stays true")
struct AppraisalTests {
    /// What the appraisal promises to keep until `validUntil`.
    private struct Promise: Equatable {
        let findings: [Finding]
        let band: Band?

        init(_ chronology: Chronology, at moment: Moment) {
            let appraisal = Appraisal(of: chronology, at: moment, under: policy)
            findings = appraisal.findings
            band = appraisal.findings.isEmpty ? nil : appraisal.band
        }
    }

    @Test("Findings and band hold up to the moment named, for random histories")
    func validity() {
        for seed in UInt64(0)..<250 {
            var random = RandomSource(seed: seed)
            let chronology = Chronology(
                randomEvents(Int.random(in: 1...25, using: &random), seed: seed))
            var now = London.moment(day("2025-03-01") + Int.random(in: 0..<300, using: &random))
            let horizon = London.moment(day("2027-06-01"))
            var steps = 0
            while now < horizon, steps < 400 {
                let promise = Promise(chronology, at: now)
                let end = Appraisal(of: chronology, at: now, under: policy).validUntil ?? horizon
                #expect(end > now, "seed \(seed): it has to stay true for a while")
                guard end > now else { return }
                let span = min(end, horizon).milliseconds - now.milliseconds
                for _ in 0..<3 where span > 1 {
                    let between = now.advanced(
                        milliseconds: Int64.random(in: 1..<span, using: &random))
                    #expect(
                        Promise(chronology, at: between) == promise, "seed \(seed) at \(between)")
                }
                let last = now.advanced(milliseconds: max(0, span - 1))
                #expect(Promise(chronology, at: last) == promise, "seed \(seed) at \(last)")
                now = end
                steps += 1
            }
            #expect(steps < 400, "seed \(seed): too many wake-ups")
        }
    }

    @Test("Alerts have an identity of their own: child, rule and the record that completed them")
    func identity() throws {
        let appraisal = appraise(
            referral("R1", "2026-01-05"), closure("R1", "2026-02-05"), referral("R2", "2026-02-09"),
            at: "2026-02-09")
        let mine = appraisal.alerts(for: ChildID("C-1"), under: policy)
        let other = appraisal.alerts(for: ChildID("C-2"), under: policy)
        #expect(mine.count == 2)
        #expect(Set((mine + other).map(\.id)).count == 4)
        #expect(mine.allSatisfy { $0.policy == policy.digest && $0.id.utf8.count == 32 })
    }
}
