import Casework
import Testing

@Suite("Rules about contacts, decisions and closings")
struct FrontDoorTests {
    @Test("Three contacts in 90 days from two sources that led nowhere are found")
    func ledNowhere() throws {
        let appraisal = appraise(
            contact("K1", "2026-01-01", from: "2A"), contact("K2", "2026-02-01", from: "3A"),
            contact("K3", "2026-03-31", from: "2A"), at: "2026-03-31")
        let finding = try #require(appraisal.findings(of: ContactsWithoutResponse.self).first)
        #expect(
            finding.reasons == [
                "Three contacts in 90 days from school and health, none became a referral.",
                "The last one, on 31 March 2026: information and advice.",
            ])
        #expect(finding.anchor.id.text == "K3")
    }

    @Test("On the 91st day, from one source, or with one that became a referral, they are not")
    func notNowhere() {
        let late = appraise(
            contact("K1", "2026-01-01", from: "2A"), contact("K2", "2026-02-01", from: "3A"),
            contact("K3", "2026-04-01", from: "2A"), at: "2026-04-01")
        #expect(late.findings(of: ContactsWithoutResponse.self).isEmpty)
        let one = appraise(
            contact("K1", "2026-01-01"), contact("K2", "2026-02-01"), contact("K3", "2026-03-01"),
            at: "2026-03-01")
        #expect(one.findings(of: ContactsWithoutResponse.self).isEmpty)
        let became = appraise(
            contact("K1", "2026-01-01", from: "2A"),
            contact("K2", "2026-02-01", from: "3A", outcome: .referral),
            contact("K3", "2026-03-01", from: "2A"), at: "2026-03-01")
        #expect(became.findings(of: ContactsWithoutResponse.self).isEmpty)
        let named = appraise(
            contact("K1", "2026-01-01", from: "2A"), contact("K2", "2026-02-01", from: "3A"),
            contact("K3", "2026-03-01", from: "2A"),
            referral("R1", "2026-03-02", contact: "K3"), at: "2026-03-02")
        #expect(named.findings(of: ContactsWithoutResponse.self).isEmpty)
    }

    @Test("A decision is overdue from the end of the next working day until it is made")
    func overdue() throws {
        func at(_ now: String, decided: String? = nil) -> [Finding] {
            appraise(
                contact(
                    "K1", "2026-04-02 10:00", outcome: decided == nil ? nil : .earlyHelp,
                    decided: decided),
                at: now
            ).findings(of: DecisionOverdue.self)
        }
        // Received on Maundy Thursday: Easter lies between.
        #expect(at("2026-04-07 16:59").isEmpty)
        let finding = try #require(at("2026-04-07 17:00").first)
        #expect(finding.dueAt == moment("2026-04-07 17:00"))
        #expect(finding.reasons.first == "No decision on a contact received on 2 April 2026.")
        #expect(at("2026-04-08 09:00", decided: "2026-04-08 08:30").isEmpty)
        #expect(at("2026-04-08 08:00", decided: "2026-04-08 08:30").count == 1)
    }

    @Test("A referral said to go ahead, or closed, needs no other decision")
    func decided() {
        let stated = appraise(referral("R1", "2026-03-02", nfa: false), at: "2026-03-31")
        #expect(stated.findings(of: DecisionOverdue.self).isEmpty)
        let untold = appraise(referral("R1", "2026-03-20", nfa: nil), at: "2026-03-31")
        #expect(untold.findings(of: DecisionOverdue.self).count == 1)
        let closed = appraise(
            referral("R1", "2026-03-20", nfa: nil), closure("R1", "2026-03-25"), at: "2026-03-31")
        #expect(closed.findings(of: DecisionOverdue.self).isEmpty)
    }

    @Test("A closing as not yet serious enough above the line is worth a second look")
    func secondLook() throws {
        let busy = [
            referral("R1", "2025-12-01", nfa: true),
            referral("R2", "2026-01-10", from: "2A", nfa: true),
            referral("R3", "2026-02-02", from: "3A"),
            closure("R3", "2026-03-20", .noActionAfterAssessment),
        ]
        let appraisal = Appraisal(
            of: Chronology(events(busy)), at: moment("2026-03-31"), under: policy)
        let finding = try #require(appraisal.findings(of: SecondLook.self).first)
        #expect(finding.anchor == RecordReference(.closure, RecordID("R3")))
        #expect(finding.severity == .high)
        let quiet = appraise(
            referral("R3", "2026-02-02"), closure("R3", "2026-03-20", .noActionAfterAssessment),
            at: "2026-03-31")
        #expect(quiet.findings(of: SecondLook.self).isEmpty)
        let reopened = Appraisal(
            of: Chronology(events(busy + [referral("R4", "2026-03-25")])),
            at: moment("2026-03-31"), under: policy)
        #expect(reopened.findings(of: SecondLook.self).isEmpty)
        let serious = Appraisal(
            of: Chronology(events(busy.dropLast() + [closure("R3", "2026-03-20", .adopted)])),
            at: moment("2026-03-31"), under: policy)
        #expect(serious.findings(of: SecondLook.self).isEmpty)
    }

    @Test("Neither an old closing nor a contact in between hides a later closing above the line")
    func laterClosing() throws {
        let facts = [
            referral("R1", "2026-01-05", nfa: true),
            referral("R2", "2026-01-20", from: "2A", nfa: true),
            contact("K1", "2026-01-22", from: "3A"),
            referral("R3", "2026-02-02", from: "3A"), contact("K2", "2026-02-10", from: "2A"),
            closure("R3", "2026-03-20", .earlyHelpAfterAssessment),
            contact("K3", "2026-03-21", from: "1A"),
        ]
        let appraisal = Appraisal(
            of: Chronology(events(facts)), at: moment("2026-03-31"), under: policy)
        let finding = try #require(appraisal.findings(of: SecondLook.self).first)
        #expect(finding.anchor == RecordReference(.closure, RecordID("R3")))
        #expect(finding.since.day == day("2026-03-20"))
    }

    @Test(
        "A contact closed above the line is worth a second look, though an earlier one has lapsed")
    func lapsedBefore() throws {
        let facts = [
            referral("R1", "2025-05-01", nfa: true), referral("R2", "2025-11-01", nfa: true),
            referral("R3", "2026-02-02", nfa: true),
            contact("K1", "2026-03-20", outcome: .noFurtherAction, decided: "2026-03-21"),
        ]
        let appraisal = Appraisal(
            of: Chronology(events(facts)), at: moment("2026-03-31"), under: policy)
        let finding = try #require(appraisal.findings(of: SecondLook.self).first)
        #expect(finding.anchor == RecordReference(.contact, RecordID("K1")))
        #expect(finding.since.day == day("2026-03-21"))
    }

    @Test("A further contact closed with advice leaves the second look what it was")
    func furtherContact() {
        let facts = [
            referral("R1", "2025-05-01", nfa: true), referral("R2", "2025-11-01", nfa: true),
            referral("R3", "2026-02-02", nfa: true),
        ]
        let before = Appraisal(
            of: Chronology(events(facts)), at: moment("2026-02-10"), under: policy)
        let after = Appraisal(
            of: Chronology(events(facts + [contact("K1", "2026-02-09")])),
            at: moment("2026-02-10"), under: policy)
        #expect(before.findings(of: SecondLook.self) == after.findings(of: SecondLook.self))
        #expect(!after.findings(of: SecondLook.self).isEmpty)
    }

    @Test("A second look does not lapse because the score fades unread")
    func unread() {
        let facts = [
            referral("R1", "2025-05-01", nfa: true), referral("R2", "2025-11-01", nfa: true),
            referral("R3", "2026-02-02", nfa: true),
        ]
        let chronology = Chronology(events(facts))
        let then = Appraisal(of: chronology, at: moment("2026-02-02"), under: policy)
        let later = Appraisal(of: chronology, at: moment("2026-03-01"), under: policy)
        #expect(then.score.total > later.score.total)
        #expect(then.findings(of: SecondLook.self) == later.findings(of: SecondLook.self))
        #expect(!later.findings(of: SecondLook.self).isEmpty)
    }
}
