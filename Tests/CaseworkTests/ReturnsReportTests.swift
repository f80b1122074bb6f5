import Casework
import Testing

@Suite("The returns report")
struct ReturnsReportTests {
    @Test("It counts both clocks, duplicates apart, and names what is no loop")
    func counts() {
        let first = chronology(
            referral("R1", "2025-03-30", from: "6"),
            closure("R1", "2025-04-20", .noActionAfterAssessment),
            referral("R2", "2025-05-01 09:00", from: "2A", need: .abuseOrNeglect),
            referral("R3", "2025-05-01 11:00"),
            closure("R3", "2025-05-20"),
            closure("R2", "2025-06-01", .transferredToAuthority),
            referral("R4", "2025-07-01", from: "6", nfa: true))
        let second = chronology(referral("R1", "2024-01-01"), referral("R2", "2025-01-01"))
        let third = chronology(contact("K1", "2025-01-01"))
        let report = ReturnsReport(
            [first, second, third], at: moment("2026-03-31"), clocks: policy.clocks)
        #expect(report.children == 2)
        #expect(report.all == .init(referrals: 5, reReferrals: 2, returns: 2))
        #expect(report.all.reReferralPercent == 40)
        #expect(report.sameDayDuplicates == 1)
        #expect(report.falseLoops == [.sameDayDuplicate: 1, .transferred: 1])
        #expect(report.byYear[2024]?.referrals == 2)
        #expect(report.byYear[2025] == .init(referrals: 2, reReferrals: 2, returns: 2))
        #expect(report.bySource[.school] == .init(referrals: 1, reReferrals: 1, returns: 1))
        #expect(report.byEnding["RC8"] == .init(closed: 1, returns: 1))
        #expect(report.byEnding["NFA"] == .init(closed: 1, returns: 0))
    }
}
