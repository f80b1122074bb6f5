import Casework
import Testing

@Suite("Dates that cannot be")
struct DateDoubtTests {
    private func event(_ id: String, _ time: String, _ fact: Fact) -> Event {
        Event(
            id: id, source: "mis", time: moment(time), childID: ChildID("C-1"), fact: fact)
    }

    private func history(back: String, closed: String = "2026-11-05") -> Chronology {
        Chronology([
            event("e1", "2026-09-01 12:00", referral("R1", "2026-09-01")),
            event(
                "e2", "2026-11-05 13:00",
                closure("R1", closed, .noActionAfterAssessment)),
            event("e3", "2026-11-20 12:00", referral("R2", back, from: "2A")),
        ])
    }

    private func alerts(_ chronology: Chronology) -> [Alert] {
        Appraisal(of: chronology, at: moment("2026-11-24"), under: policy)
            .alerts(for: ChildID("C-1"), under: policy)
    }

    @Test(
        "A year typed wrong, in receiving or in closing, keeps no alert from coming",
        arguments: [("2062-11-20", "2026-11-05"), ("2026-11-20", "2062-11-05")])
    func typo(back: String, closed: String) {
        let right = alerts(history(back: "2026-11-20"))
        #expect(right.contains { $0.rule == "rapid-return" && $0.severity == .high })
        #expect(alerts(history(back: back, closed: closed)) == right)
    }

    @Test("An amendment with a year typed wrong takes no alert away")
    func amendment() {
        var chronology = history(back: "2026-11-20")
        let before = alerts(chronology)
        chronology.insert(
            event("e4", "2026-11-21 09:00", referral("R2", "2062-11-20", from: "2A")))
        #expect(alerts(chronology).map(\.id) == before.map(\.id))
    }

    @Test("No further action with a year typed wrong closes on the day it was recorded")
    func decision() {
        let story = policy.story(
            of: Chronology([
                event(
                    "e1", "2026-11-05 12:00",
                    referral("R1", "2026-11-04", nfa: true, decided: "2062-11-05")),
                event("e2", "2026-11-20 12:00", referral("R2", "2026-11-20")),
            ]), at: moment("2026-11-24"))
        #expect(story.loops.map(\.gapDays) == [15])
    }

    @Test("A contact with a year typed wrong counts among the others")
    func contacts() {
        func found(_ year: String) -> Int {
            Appraisal(
                of: Chronology(
                    ["01", "10", "20"].map { day in
                        event(
                            "e\(day)", "2026-11-\(day) 12:00",
                            contact(
                                "K\(day)", "\(day == "20" ? year : "2026")-11-\(day)",
                                from: day == "10" ? "6" : "2A"))
                    }), at: moment("2026-11-24"), under: policy
            ).findings(of: ContactsWithoutResponse.self).count
        }
        #expect(found("2026") == 1)
        #expect(found("2062") == 1)
    }

    @Test("A closing may be planned, and is not known before its day")
    func planned() {
        let chronology = Chronology([
            event("e1", "2026-09-01 12:00", referral("R1", "2026-09-01")),
            event("e2", "2026-11-05 13:00", closure("R1", "2026-11-30")),
        ])
        func isOpen(_ at: String) -> Bool {
            policy.story(of: chronology, at: moment(at)).episodes[0].ending == nil
        }
        #expect(isOpen("2026-11-29"))
        #expect(!isOpen("2026-11-30"))
    }

    @Test("Each is named by its field, with what is wrong and what to do")
    func named() {
        func doubts(_ fact: Fact, _ time: String = "2026-11-20 12:00") -> [String] {
            DateDoubt.all(in: fact, recordedAt: moment(time), now: moment("2026-11-20 12:00"))
                .map { "\($0.field) \($0.problem)" }
        }
        #expect(doubts(referral("R1", "2026-11-20")).isEmpty)
        #expect(doubts(referral("R1", "2026-11-21")).isEmpty)
        #expect(
            doubts(referral("R1", "2062-11-20")) == ["data.receivedAt lies after it was recorded"])
        #expect(
            doubts(contact("K1", "1900-01-01")) == ["data.receivedAt lies more than 26 years back"])
        #expect(
            doubts(referral("R1", "2026-11-20", decided: "2026-11-19"))
                == ["data.decidedAt lies before it was received"])
        #expect(doubts(closure("R1", "2026-12-10")) == ["data.closedAt lies in the future"])
        #expect(
            doubts(closure("R1", "2027-12-10")) == ["data.closedAt lies after it was recorded"])
        #expect(doubts(retracted(.contact, "K1"), "2062-01-01") == ["time lies in the future"])
        #expect(
            doubts(referral("R1", "2062-01-01"), "2062-01-01")
                == ["time lies in the future", "data.receivedAt lies in the future"])
    }
}
