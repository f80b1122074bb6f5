import Casework
import Reviews
import Testing

@Suite("The queue of the duty desk")
struct QueueTests {
    private let now = at("2026-11-26 10:00")

    private func queue(
        _ children: DeskChild..., capacity: Int? = nil, at moment: Moment? = nil
    ) -> Queue {
        Queue(children, capacity: capacity, at: moment ?? now, under: policy)
    }

    @Test("A re-referral alone and an overdue decision alone bring no row")
    func noRow() {
        let queue = queue(
            child([alert("a", rule: "re-referral"), alert("b", rule: "decision-overdue")]))
        #expect(queue.rows.isEmpty)
    }

    @Test("Children of one household are one row, led by the child with the most points")
    func household() throws {
        let queue = queue(
            child("C-1", home: "H", [alert("a")], points: 55),
            child("C-2", home: "H", [alert("b", of: "C-2")], points: 80),
            child("C-3", home: "H", [], points: 0), child("C-4", [alert("c", of: "C-4")]))
        #expect(queue.rows.map(\.id.text) == ["C-2", "C-4"])
        let row = try #require(queue.rows.first)
        #expect(row.waitingIDs.map(\.text) == ["C-1", "C-2"])
        #expect(row.children.count == 3)
    }

    @Test("Points above a hundred rank, though the score shows a hundred")
    func uncapped() {
        let queue = queue(
            child("C-1", [alert("a")], points: 110),
            child("C-2", [alert("b", of: "C-2")], points: 140))
        #expect(queue.rows.map(\.id.text) == ["C-2", "C-1"])
        #expect(queue.rows.allSatisfy { $0.headline.child.score == 100 })
    }

    @Test(
        "What is decided is off the queue; a score that drifts and a new policy do not bring it back"
    )
    func covered() {
        let acts = [review("d", "2026-11-26 09:30", decided())]
        #expect(queue(child([alert("a")], acts: acts)).rows.isEmpty)
        let drifted = child([alert("a", policy: "p2", score: 90)], points: 90, acts: acts)
        #expect(queue(drifted).rows.isEmpty)
        // A rule that the new policy brings, over the same records.
        let another = child([alert("a"), alert("z", rule: "quickening")], acts: acts)
        #expect(queue(another).rows.isEmpty)
    }

    @Test("Evidence that the decision does not cover brings it back, and says what is new")
    func back() throws {
        let acts = [review("d", "2026-11-26 09:30", decided())]
        let late = contact("K-2", "2026-10-01 10:00")
        let queue = queue(
            child(
                [
                    alert(
                        "a", evidence: ["K-1", "K-2"], opened: "2026-11-20 10:01",
                        evidenceAt: "2026-11-26 09:45")
                ],
                facts: [contact("K-1"), late], acts: acts))
        let row = try #require(queue.rows.first)
        #expect(row.state == .back)
        #expect(row.headline.news == [late])
        #expect(row.since == at("2026-11-26 09:45"))
        #expect(row.due == at("2026-11-27 17:00"))
        #expect(row.headline.decision?.reviewID == "d")
    }

    @Test("A record published again as it was is not new; one amended in what was decided is")
    func amended() {
        let acts = [review("d", "2026-11-26 09:30", decided())]
        #expect(queue(child([alert("a")], facts: [contact("K-1")], acts: acts)).rows.isEmpty)
        let open = contact("K-1", outcome: nil)
        #expect(queue(child([alert("a")], facts: [open], acts: acts)).rows.count == 1)
    }

    @Test("Taken for four working hours, and then back in the queue with the name of who had it")
    func lapse() throws {
        let until = policy.holdEnd(takenAt: at("2026-11-25 15:00"))
        #expect(until == at("2026-11-26 11:00"))
        let item = child(
            [alert("a")],
            acts: [review("t", "2026-11-25 15:00", .taken(until: until))])
        let held = queue(item, at: at("2026-11-26 10:59"))
        #expect(held.taken.count == 1 && held.today.isEmpty)
        let lapsed = queue(item, at: at("2026-11-26 11:00"))
        #expect(lapsed.today.count == 1 && lapsed.taken.isEmpty)
        #expect(lapsed.rows.first?.lapsed?.by == priya)
    }

    @Test("A household that is put off sleeps until anything new comes about any of its children")
    func snooze() throws {
        let both = ["C-1", "C-2"]
        let act = snoozed(until: "2026-11-30 09:00")
        let quiet = snoozed(until: "2026-11-30 09:00", seen: [])
        let first = child(
            "C-1", home: "H", [alert("a")],
            acts: [review("s", among: both, "2026-11-26 09:00", act)])
        var sibling = child(
            "C-2", home: "H", [], facts: [],
            acts: [review("s", of: "C-2", among: both, "2026-11-26 09:00", quiet)])
        #expect(queue(first, sibling).snoozed.count == 1)
        sibling.facts = [contact("K-9", "2026-11-26 09:30")]
        let awake = queue(first, sibling)
        #expect(awake.today.count == 1)
        #expect(awake.rows.first?.woken?.by == priya)
        let newcomer = child("C-3", home: "H", [], facts: [contact("K-8")])
        sibling.facts = []
        #expect(queue(first, sibling, newcomer).today.count == 1)
        #expect(queue(first, sibling, at: at("2026-11-30 09:00")).today.count == 1)
    }

    @Test(
        "Due on Thursday 24 December, and not looked at: nothing is late before the 24th ends, and 17:00 on Tuesday follows Thursday"
    )
    func christmas() throws {
        let raised = child([alert("a", opened: "2026-12-23 16:00")])
        let row = try #require(queue(raised, at: at("2026-12-24 16:59")).rows.first)
        #expect(row.due == at("2026-12-24 17:00"))
        #expect(!row.isPastDue)
        let next = child([alert("a", opened: "2026-12-24 16:00")])
        let later = try #require(queue(next, at: at("2026-12-28 12:00")).rows.first)
        #expect(later.due == at("2026-12-29 17:00"))
        #expect(!later.isPastDue)
    }

    @Test("What was raised before the council went live has no due time and is never late")
    func goingLive() throws {
        let live = try policyFrom(live: "2026-11-26")
        let old = child([alert("a", raised: "2026-03-01 10:00", opened: "2026-11-26 09:00")])
        let queue = Queue([old], at: at("2027-01-04 10:00"), under: live)
        #expect(queue.rows.first?.due == nil)
        #expect(queue.pastDue.isEmpty)
        #expect(Queue([old], at: at("2027-01-04 10:00"), under: policy).pastDue.count == 1)
    }

    @Test(
        "The day has so many places; what is beyond them is counted, and one place goes to the longest wait"
    )
    func capacity() {
        let many = (0..<12).map { index in
            child(
                "C-\(100 + index)",
                [
                    alert(
                        "a\(index)", of: "C-\(100 + index)",
                        opened: index == 11 ? "2026-11-02 10:00" : "2026-11-20 10:01")
                ], points: 100 - index)
        }
        let queue = Queue(many, capacity: 4, at: now, under: policy)
        #expect(queue.today.map(\.id.text) == ["C-100", "C-101", "C-102", "C-111"])
        #expect(queue.longestWait?.text == "C-111")
        #expect(queue.beyond.count == 8)
        #expect(queue.rows.count == 12)
    }

    @Test("A decision of the day and a case that somebody has take a place each")
    func placesUsed() {
        let queue = Queue(
            [
                child("C-1", [alert("a")], acts: [review("d", "2026-11-26 09:30", decided())]),
                child(
                    "C-2", [alert("b", of: "C-2")],
                    acts: [
                        review(
                            "t", of: "C-2", "2026-11-26 09:40", taken(until: "2026-11-26 13:40"))
                    ]),
                child("C-3", [alert("c", of: "C-3")]), child("C-4", [alert("d", of: "C-4")]),
            ], capacity: 3, at: now, under: policy)
        #expect(queue.decidedToday == 1)
        #expect(queue.today.count == 1)
        #expect(queue.beyond.count == 1)
    }
}
