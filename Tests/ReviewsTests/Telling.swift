import Casework
import PolicyFiles
import Reviews

// Short ways of saying what happened at the desk, for tests that read as stories.

/// The policy that the program brings with it, with a first view of nobody.
let policy: Policy = {
    do { return try PolicyFile.standard().policy } catch { preconditionFailure("\(error)") }
}()

let priya = Reviewer(tenant: "t", object: "priya", name: "Priya Nair", role: .duty)
let ben = Reviewer(tenant: "t", object: "ben", name: "Ben Okafor", role: .duty)
let mona = Reviewer(tenant: "t", object: "mona", name: "Mona Hall", role: .manager)

/// A moment in London: `2026-11-26 09:41`.
func at(_ text: String) -> Moment {
    let parts = text.split(separator: " ")
    let date = parts[0].split(separator: "-").compactMap { Int($0) }
    let clock = parts[1].split(separator: ":").compactMap { Int($0) }
    guard date.count == 3, clock.count == 2,
        let day = Day(year: date[0], month: date[1], day: date[2])
    else { preconditionFailure("no such moment in a test: \(text)") }
    return London.moment(day, hour: clock[0], minute: clock[1])
}

func contact(
    _ id: String, _ received: String = "2026-11-20 10:00",
    outcome: ContactOutcome? = .informationAndAdvice
) -> Fact {
    .contact(
        Contact(
            id: RecordID(id), receivedAt: CaseDate(at(received)), source: .police, outcome: outcome)
    )
}

func alert(
    _ id: String, of child: String = "C-1", rule: String = "rapid-return",
    severity: Severity = .high, raised: String = "2026-11-20 10:00", evidence: [String] = ["K-1"],
    status: AlertStatus = .open, opened: String = "2026-11-20 10:01", evidenceAt: String? = nil,
    policy digest: String = "p1", score: Int = 60
) -> DeskAlert {
    let raisedAt = CaseDate(at(raised))
    return DeskAlert(
        alert: Alert(
            id: id, revision: 1, status: status, rule: rule, severity: severity,
            childID: ChildID(child), raisedAt: raisedAt,
            dueAt: policy.deadline(1, workingDaysAfter: raisedAt.day), score: score, band: "high",
            reasons: ["Because."], evidence: evidence.map { RecordID($0) }, policy: digest),
        openedAt: at(opened), evidenceAt: at(evidenceAt ?? opened),
        withdrawnAt: status == .withdrawn ? at(opened) : nil)
}

func child(
    _ alerts: [DeskAlert], facts: [Fact]? = nil, points: Int = 60, acts: [Review] = []
) -> DeskChild {
    child("C-1", alerts, facts: facts, points: points, acts: acts)
}

func child(
    _ id: String, home: String? = nil, _ alerts: [DeskAlert], facts: [Fact]? = nil,
    points: Int = 60, acts: [Review] = []
) -> DeskChild {
    DeskChild(
        id: ChildID(id), household: home.map { HouseholdID($0) }, alerts: alerts,
        facts: facts ?? [contact("K-1")], points: points, acts: acts)
}

func review(
    _ id: String, of child: String = "C-1", among children: [String]? = nil,
    after: String? = nil, _ time: String, by reviewer: Reviewer = priya, _ act: Review.Act
) -> Review {
    Review(
        reviewID: id, childID: ChildID(child),
        children: (children ?? [child]).map { ChildID($0) }, after: after, at: at(time),
        by: reviewer, alerts: [], act: act)
}

func taken(until: String) -> Review.Act { .taken(until: at(until)) }

func snoozed(until: String, seen facts: [Fact] = [contact("K-1")]) -> Review.Act {
    .snoozed(
        until: at(until), reason: "Waiting for the school.",
        seen: Evidence(facts.compactMap(Evidence.mark(of:))))
}

func decided(_ decision: Decision = .stands, seen facts: [Fact] = [contact("K-1")]) -> Review.Act {
    .decided(
        Judgement(
            decision: decision, reason: "Read the history.",
            seen: Evidence(facts.compactMap(Evidence.mark(of:))), score: 60, scoreWasShown: true,
            firstView: nil, policy: "p1", openedAt: at("2026-11-26 09:00"), replaces: nil))
}
