import Casework
import Testing

@Suite("Law 3: alerts are level-triggered")
struct ReconciliationTests {
    private let child = ChildID("C-1")

    /// What is published about the child, brought level with a history at a moment.
    private func level(
        _ published: [Alert], with facts: [Fact], at now: String
    ) -> (published: [Alert], revisions: [Alert]) {
        let chronology = Chronology(events(facts))
        let revisions = Reconciliation.difference(
            child: child, chronology: chronology,
            appraisal: Appraisal(of: chronology, at: moment(now), under: policy),
            published: published, policy: policy)
        let untouched = published.filter { old in !revisions.contains { $0.id == old.id } }
        return (untouched + revisions, revisions)
    }

    private let back = [
        referral("R1", "2026-01-05"), closure("R1", "2026-02-05"), referral("R2", "2026-02-09"),
    ]

    @Test("What is level stays level: nothing is said twice")
    func idempotent() {
        let first = level([], with: back, at: "2026-02-09")
        #expect(first.revisions.map(\.revision) == [1, 1])
        #expect(first.revisions.allSatisfy { $0.status == .open })
        #expect(level(first.published, with: back, at: "2026-02-10").revisions.isEmpty)
    }

    @Test("A record taken back withdraws the alert that it had caused, and says so")
    func withdrawn() {
        let first = level([], with: back, at: "2026-02-09")
        let second = level(
            first.published, with: back + [retracted(.referral, "R2")], at: "2026-02-10")
        #expect(second.revisions.map(\.status) == [.withdrawn, .withdrawn])
        #expect(second.revisions.map(\.revision) == [2, 2])
        #expect(
            second.revisions.allSatisfy {
                $0.reasons == ["The referral it rested on was taken back."]
            })
        #expect(
            level(second.published, with: back + [retracted(.referral, "R2")], at: "2026-02-11")
                .revisions.isEmpty)
    }

    @Test(
        "A corrected date withdraws it too, in other words, and correcting it back opens it again")
    func corrected() {
        func rapid(_ revisions: [Alert]) -> [Alert] {
            revisions.filter { $0.rule == RapidReturn.name }
        }
        let first = level([], with: back, at: "2026-02-09")
        let moved = back + [closure("R1", "2025-02-05")]
        let second = level(first.published, with: moved, at: "2026-02-10")
        #expect(rapid(second.revisions).map(\.status) == [.withdrawn])
        #expect(
            rapid(second.revisions).map(\.reasons)
                == [["The records were corrected, and it no longer follows from them."]])
        let third = level(
            second.published, with: moved + [closure("R1", "2026-02-05")], at: "2026-02-10")
        #expect(rapid(third.revisions).map(\.status) == [.open])
        #expect(rapid(third.revisions).map(\.revision) == [3])
    }

    @Test("A change of score alone is no revision; a change of band is")
    func bands() throws {
        let first = level([], with: back, at: "2026-02-09")
        let calm = back + [contact("K1", "2026-02-01 08:00")]
        let scores = [back, calm].map {
            Appraisal(of: Chronology(events($0)), at: moment("2026-02-09"), under: policy).score
                .total
        }
        #expect(scores[0] < scores[1])
        #expect(policy.band(of: scores[0]) == policy.band(of: scores[1]))
        #expect(level(first.published, with: calm, at: "2026-02-09").revisions.isEmpty)
        let busy = back + (1...8).map { contact("K\($0)", "2025-12-0\($0)") }
        let second = level(first.published, with: busy, at: "2026-02-09")
        #expect(second.revisions.filter { $0.status == .updated }.count == 2)
    }

    @Test("An alert whose time has passed says that time has passed")
    func lapsed() {
        let first = level([], with: back, at: "2026-02-09")
        let second = level(first.published, with: back, at: "2026-04-01")
        #expect(second.revisions.allSatisfy { $0.status == .withdrawn })
        #expect(
            second.revisions.allSatisfy {
                $0.reasons == [
                    "The time for which it counts has passed, with nothing new recorded."
                ]
            })
    }
}
