import Casework
import Testing

@Suite("Dates that cannot quite be so")
struct OddDatesTests {
    @Test("A case cannot end before it began: it is read as ending on the day it began")
    func closedBeforeReferral() {
        let story = appraise(
            referral("R1", "2025-03-01"), closure("R1", "2025-01-20"),
            referral("R2", "2025-03-05"), at: "2025-12-31"
        ).story
        #expect(story.episodes.first?.ending?.day == day("2025-03-01"))
        #expect(story.loops.map(\.gapDays) == [4])
    }

    @Test("A decision on a same-day duplicate is a decision on the referral")
    func decidedDuplicate() {
        let appraisal = appraise(
            referral("R1", "2026-03-20 09:00", nfa: nil),
            referral("R2", "2026-03-20 10:00", nfa: false), at: "2026-03-31")
        #expect(appraisal.findings(of: DecisionOverdue.self).isEmpty)
    }
}
