import Casework
import Testing

@Suite("The two clocks")
struct ClockTests {
    @Test(
        "A referral less than 12 months after the last is a re-referral, to the day",
        arguments: [
            ("2025-01-10", "2026-01-09", true), ("2025-01-10", "2026-01-10", false),
            ("2024-02-29", "2025-02-27", true), ("2024-02-29", "2025-02-28", false),
            ("2023-02-28", "2024-02-27", true), ("2023-02-28", "2024-02-29", false),
            ("2025-01-10", "2025-01-11", true),
        ])
    func official(first: String, second: String, isReReferral: Bool) {
        let story = appraise(
            referral("R1", first), referral("R2", second), at: "2026-12-31"
        ).story
        #expect(story.turns.contains(where: \.isReReferral) == isReReferral)
    }

    @Test(
        "A return counts from closing, to the day",
        arguments: [
            ("2025-01-20", "2026-01-19", 364), ("2025-01-20", "2026-01-20", nil),
            ("2024-02-29", "2025-02-27", 364), ("2024-02-29", "2025-02-28", nil),
            ("2025-01-20", "2025-01-20", 0), ("2025-01-20", "2025-01-19", nil),
        ])
    func research(closed: String, back: String, gap: Int?) {
        let story = appraise(
            referral("R1", "2024-01-10"), closure("R1", closed), referral("R2", back),
            at: "2026-12-31"
        ).story
        #expect(story.turns.compactMap(\.gapDays) == [gap].compactMap(\.self))
    }

    @Test("An open episode has no return, but its next referral is a re-referral")
    func open() {
        let story = appraise(
            referral("R1", "2025-05-01"), referral("R2", "2025-08-01"), at: "2025-12-31"
        ).story
        #expect(story.turns.map(\.isReReferral) == [true])
        #expect(story.turns.map(\.gapDays) == [nil])
    }

    @Test("A second referral on one day is a duplicate and not a re-referral")
    func sameDay() {
        let story = appraise(
            referral("R1", "2025-05-01 09:00"), referral("R2", "2025-05-01 15:00"),
            closure("R1", "2025-05-20"), closure("R2", "2025-06-01"), referral("R3", "2025-07-01"),
            at: "2025-12-31"
        ).story
        #expect(story.episodes.map(\.duplicates.count) == [1, 0])
        #expect(story.turns.map(\.gapDays) == [30])
    }

    @Test(
        "A referral without further action closes on its closure, else its decision, else its date")
    func noFurtherAction() {
        let story = appraise(
            referral("R1", "2025-01-01", nfa: true),
            closure("R1", "2025-01-20", .noActionAfterAssessment),
            referral("R2", "2025-03-01", nfa: true, decided: "2025-03-02"),
            referral("R3", "2025-05-01", nfa: true), at: "2025-12-31"
        ).story
        #expect(
            story.episodes.map { $0.ending?.day }
                == [day("2025-01-20"), day("2025-03-02"), day("2025-05-01")])
        #expect(story.episodes.allSatisfy { $0.ending?.isNotYetSerious == true })
    }

    @Test("What only looks like a loop is told apart and named")
    func falseLoops() {
        let story = appraise(
            referral("R1", "2025-01-01"), closure("R1", "2025-01-20", pending: true),
            referral("R2", "2025-02-01"), closure("R2", "2025-03-01", .transferredToAuthority),
            referral("R3", "2025-05-01"), closure("R3", "2025-06-01"), referral("R4", "2025-06-05"),
            at: "2025-12-31"
        ).story
        #expect(story.turns.map(\.falseLoop) == [.reopened, .transferred, nil])
        #expect(story.loops.map(\.gapDays) == [4])
    }

    @Test("Loops are numbered, and their pace is the gap against the one before")
    func loops() {
        let story = appraise(
            referral("R1", "2025-01-01", from: "2A"), closure("R1", "2025-01-11"),
            referral("R2", "2025-04-21", from: "6"), closure("R2", "2025-05-01", .adopted),
            referral("R3", "2025-05-26"), at: "2025-12-31"
        ).story
        #expect(story.loops.map(\.number) == [1, 2])
        #expect(story.loops.map(\.gapDays) == [100, 25])
        #expect(story.loops.map(\.pace) == [nil, 0.25])
        #expect(story.loops.map(\.closing) == ["services ceased", "adopted"])
        #expect(story.loops.map(\.sources.after) == [.police, .police])
        #expect(story.loops.map(\.sources.before) == [.school, .police])
    }

    @Test("Nothing is known before its date: records, decisions and closings")
    func knowledge() {
        let facts = [
            contact("K1", "2025-01-01", outcome: .earlyHelp, decided: "2025-01-05"),
            referral("R1", "2025-02-01", nfa: true, decided: "2025-02-03"),
            closure("R1", "2025-02-10", .noActionAfterAssessment),
        ]
        let chronology = Chronology(events(facts))
        func story(_ at: String) -> Story { policy.story(of: chronology, at: moment(at)) }
        #expect(story("2025-01-04").contacts.map(\.outcome) == [nil])
        #expect(story("2025-01-05").contacts.map(\.outcome) == [.earlyHelp])
        #expect(story("2025-02-02").episodes.map(\.referral.noFurtherAction) == [nil])
        #expect(story("2025-02-03").episodes.map { $0.ending?.day } == [day("2025-02-03")])
        #expect(story("2025-02-10").episodes.map { $0.ending?.day } == [day("2025-02-10")])
        #expect(story("2025-02-03").nextDate == date("2025-02-10").moment)
        #expect(story("2025-02-10").nextDate == nil)
    }
}
