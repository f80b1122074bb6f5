import Casework
import HTTPServer
import Reviews

/// One child's case as the desk has it at a moment: the child, the rest of the household, and the
/// row that they make, where they make one.
struct DeskCase: Sendable {
    let file: ChildFile
    let own: ChildState
    /// The whole household, in ascending order.
    let states: [ChildState]
    /// Nil where nobody of the household waits.
    let row: Row?
    let files: [ChildID: ChildFile]
    let now: Moment

    /// - Returns: nil where the child is not in the household that was given.
    init?(
        _ household: HouseholdFiles, child: ChildID, scores: ScoreBook, policy: Policy,
        at now: Moment
    ) {
        states = household.files.map { file in
            ChildState(
                DeskChild(file, acts: household.acts[file.id] ?? [], scores: scores, at: now),
                at: now)
        }
        guard let own = states.first(where: { $0.child.id == child }),
            let file = household.files.first(where: { $0.id == child })
        else { return nil }
        (self.own, self.file, self.now) = (own, file, now)
        row = Row(states, at: now, under: policy)
        files = Dictionary(uniqueKeysWithValues: household.files.map { ($0.id, $0) })
    }

    /// Stands for what people had done about the household.
    var mark: String { StateMark.of(states) }

    /// Whether the score is kept from view until somebody has said what they think without it.
    func isScoreHidden(under policy: Policy) -> Bool {
        guard let row, policy.asksFirstView(of: row), own.isWaiting else { return false }
        return row.waiting.allSatisfy { $0.firstView == nil }
    }

    /// The last act about anybody of the household.
    var lastAct: Review? {
        states.compactMap(\.child.acts.last).max { ($0.at, $0.reviewID) < ($1.at, $1.reviewID) }
    }
}

/// What somebody has typed into a form of a child's page, to be put back into it.
struct Draft: Sendable {
    /// The digests of the children ticked.
    var ticked: Set<String> = []
    var decision: Decision?
    var reason = ""
    var postponement = ""
    /// For how many working days.
    var days: Int?
    /// Since when the page was open.
    var openedAt: Moment?

    init() {}

    /// What a form brings; its texts as they can be kept.
    init(_ form: Query) {
        ticked = Set(form.values(of: "for"))
        decision = form["decision"].flatMap { Decision(rawValue: $0) }
        reason = (form["reason"] ?? "").asTyped
        postponement = (form["postponement"] ?? "").asTyped
        // Past a year it is refused all the same, and would be counted out day by day first.
        days = form["days"].flatMap { Int($0) }.map { max(1, min($0, 366)) }
        openedAt = form["opened"].flatMap { Int64($0) }.map { Moment(milliseconds: $0) }
    }
}
