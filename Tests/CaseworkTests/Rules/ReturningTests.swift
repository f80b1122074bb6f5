import Casework
import Testing

@Suite("Rules about coming back")
struct ReturningTests {
    @Test("A re-referral is found for as long as it is worth a look, and named by its referral")
    func reReferral() throws {
        func at(_ now: String) -> [Finding] {
            appraise(
                referral("R1", "2026-01-05", need: .abuseOrNeglect), closure("R1", "2026-02-05"),
                referral("R2", "2026-08-05", need: .abuseOrNeglect), at: now
            ).findings(of: ReReferral.self)
        }
        let finding = try #require(at("2026-08-05").first)
        #expect(finding.anchor == RecordReference(.referral, RecordID("R2")))
        #expect(finding.evidence.map(\.id.text) == ["R1", "R2"])
        #expect(
            finding.reasons == [
                "Referred again 7 months after the last referral.",
                "The same need as before: abuse or neglect.",
            ])
        #expect(at("2026-08-18").count == 1)
        #expect(at("2026-08-19").isEmpty)
    }

    @Test(
        "Back within 28 days is rapid, on the 29th it is not",
        arguments: [
            ("2026-02-05", true), ("2026-03-05", true), ("2026-03-06", false),
        ])
    func rapid(back: String, isRapid: Bool) {
        let appraisal = appraise(
            referral("R1", "2026-01-05"), closure("R1", "2026-02-05"), referral("R2", back),
            at: back)
        #expect(appraisal.findings(of: RapidReturn.self).isEmpty != isRapid)
        #expect(appraisal.score.parts.contains { $0.contribution.rule == RapidReturn.name })
    }

    @Test("A case reopened when information came, or moved and back, is no rapid return")
    func falseReturns() {
        let reopened = appraise(
            referral("R1", "2026-01-05"), closure("R1", "2026-02-05", pending: true),
            referral("R2", "2026-02-09"), at: "2026-02-09")
        #expect(reopened.findings.isEmpty)
        let moved = appraise(
            referral("R1", "2026-01-05"), closure("R1", "2026-02-05", .transferredToAuthority),
            referral("R2", "2026-02-09"), at: "2026-02-09")
        #expect(moved.findings(of: RapidReturn.self).isEmpty)
    }

    @Test("The third referral in 12 months is a repeat loop; independent sources weigh more")
    func repeatLoop() throws {
        func loop(_ codes: [String]) -> Appraisal {
            appraise(
                referral("R1", "2025-06-01", from: codes[0]), closure("R1", "2025-06-20"),
                referral("R2", "2025-10-01", from: codes[1]), closure("R2", "2025-10-20"),
                referral("R3", "2026-05-31", from: codes[2]), at: "2026-05-31")
        }
        let independent = loop(["6", "2A", "3A"])
        let finding = try #require(independent.findings(of: RepeatLoop.self).first)
        #expect(finding.reasons == ["Third referral in 12 months, from police, school and health."])
        #expect(finding.evidence.map(\.id.text) == ["R1", "R2", "R3"])
        let alone = loop(["3A", "3B", "3E"])
        #expect(alone.findings(of: RepeatLoop.self).count == 1)
        #expect(alone.score.total < independent.score.total)
    }

    @Test("Three referrals in 12 months and a day are no repeat loop")
    func outsideWindow() {
        let appraisal = appraise(
            referral("R1", "2025-06-01"), referral("R2", "2025-10-01"),
            referral("R3", "2026-06-01"),
            at: "2026-06-01")
        #expect(appraisal.findings(of: RepeatLoop.self).isEmpty)
    }

    @Test("A fourth referral joins the evidence; it stays the same finding")
    func fourth() throws {
        let facts = [
            referral("R1", "2025-06-01"), referral("R2", "2025-10-01"),
            referral("R3", "2026-03-01"),
        ]
        let third = Appraisal(
            of: Chronology(events(facts)), at: moment("2026-03-02"), under: policy)
        let fourth = Appraisal(
            of: Chronology(events(facts + [referral("R4", "2026-03-10")])),
            at: moment("2026-03-10"), under: policy)
        let before = try #require(third.findings(of: RepeatLoop.self).first)
        let after = try #require(fourth.findings(of: RepeatLoop.self).first)
        #expect(before.anchor == after.anchor)
        #expect(after.evidence.map(\.id.text) == ["R1", "R2", "R3", "R4"])
    }

    @Test(
        "Gaps that shrink by a quarter or more are quickening",
        arguments: [
            (100, 75, true), (100, 76, false), (40, 60, false),
        ])
    func quickening(first: Int, second: Int, isQuickening: Bool) {
        let start = day("2025-01-01")
        func bare(_ days: Int) -> String { (start + days).description }
        let appraisal = appraise(
            referral("R1", bare(0)), closure("R1", bare(10)),
            referral("R2", bare(10 + first)), closure("R2", bare(20 + first)),
            referral("R3", bare(20 + first + second)), at: bare(20 + first + second))
        #expect(appraisal.findings(of: Quickening.self).isEmpty != isQuickening)
    }
}
