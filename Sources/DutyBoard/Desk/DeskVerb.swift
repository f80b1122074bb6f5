import Access
import Casework
import Reviews

/// What a form of a child's page does, as its address says it.
enum DeskVerb: String, CaseIterable, Sendable {
    case take
    case takeOver = "take-over"
    case release
    case snooze
    case firstView = "first-view"
    case decide

    var group: RouteGroup { self == .takeOver ? .overseeing : .acting }

    /// What somebody wants to do with a row; what a draft says is taken as it is.
    func wish(_ draft: Draft, at now: Moment, under policy: Policy) -> Wish {
        switch self {
        case .take: .take
        case .takeOver: .takeOver
        case .release: .handBack
        case .snooze: .snooze(until: policy.snoozeEnd(max(1, draft.days ?? 1), after: now))
        case .firstView: .giveFirstView
        case .decide: .decide
        }
    }
}

/// Makes the reviews of an act, one for each of its children.
struct ActMaking {
    let item: DeskCase
    let row: Row
    let draft: Draft
    let reviewer: Reviewer
    let reviewID: String
    let policy: Policy

    /// What has to be put right before there is an act.
    struct Fault: Error { let words: String }

    /// - Parameter seen: what the page said of the children's records, by their digests.
    /// - Throws: `Fault`, for the person who sent the form.
    func reviews(_ verb: DeskVerb, seen: (String) -> String?) throws(Fault) -> [Review] {
        switch verb {
        case .take, .takeOver:
            let until = policy.holdEnd(takenAt: item.now)
            return reviews(of: item.states) { _ in .taken(until: until) }
        case .release:
            return reviews(of: item.states.filter(isMine)) { _ in .released }
        case .snooze:
            let reason = try text(draft.postponement, "why it is put off")
            // What came while the page was open was not looked at, and has to wake the row.
            for state in item.states
            where seen(item.files[state.child.id]?.digest ?? "") != state.child.evidence.digest {
                throw Fault(
                    words:
                        "Something new was recorded about \(state.child.id.text) since you opened "
                        + "this page. It is shown now; read it first. What you typed is kept.")
            }
            let until = policy.snoozeEnd(max(1, draft.days ?? 1), after: item.now)
            return reviews(of: item.states) { state in
                .snoozed(until: until, reason: reason, seen: state.child.evidence)
            }
        case .firstView:
            guard let decision = draft.decision else {
                throw Fault(words: "Choose one of the six.")
            }
            return reviews(of: row.waiting.filter(isMine)) { _ in .viewed(decision) }
        case .decide: return try decisions(seen)
        }
    }

    private func decisions(_ seen: (String) -> String?) throws(Fault) -> [Review] {
        let known = Dictionary(
            uniqueKeysWithValues: row.waiting.map { (item.files[$0.child.id]?.digest ?? "", $0) })
        guard !draft.ticked.isEmpty else {
            throw Fault(words: "Tick at least one child for whom this is decided.")
        }
        guard draft.ticked.allSatisfy({ known[$0] != nil }) else {
            throw Fault(
                words:
                    "A child you ticked does not wait for a second look any more. Look at who is "
                    + "ticked, and decide again.")
        }
        guard let decision = draft.decision else { throw Fault(words: "Choose one of the six.") }
        let reason = try text(draft.reason, "why, and what happens next")
        let isAsked = policy.asksFirstView(of: row)
        let ticked = known.filter { draft.ticked.contains($0.key) }
        guard !isAsked || ticked.values.contains(where: { $0.firstView != nil }) else {
            throw Fault(words: "Give your first view before the score is shown.")
        }
        // What came while the page was open was not looked at, and so it is not decided on.
        for (digest, state) in ticked where seen(digest) != state.child.evidence.digest {
            throw Fault(
                words: "Something new was recorded about \(state.child.id.text) since you opened "
                    + "this page. It is shown now; read it and decide again. What you typed is kept."
            )
        }
        return reviews(of: Array(ticked.values)) { state in
            .decided(judgement(decision, reason, state))
        }
    }

    private func judgement(_ decision: Decision, _ reason: String, _ state: ChildState) -> Judgement
    {
        let opened = draft.openedAt ?? item.now
        let earliest = item.now.advanced(milliseconds: -30 * 24 * 3_600_000)
        return Judgement(
            decision: decision, reason: reason, seen: state.child.evidence,
            score: state.child.score, scoreWasShown: true, firstView: state.firstView,
            policy: policy.digest, openedAt: max(earliest, min(opened, item.now)),
            replaces: state.decision?.reviewID)
    }

    private func reviews(
        of states: [ChildState], _ act: (ChildState) -> Review.Act
    ) -> [Review] {
        let children = states.map(\.child.id).sorted()
        return states.map { state in
            Review(
                reviewID: reviewID, childID: state.child.id, children: children,
                after: state.child.acts.last?.reviewID, at: item.now, by: reviewer,
                alerts: state.child.alerts.filter(\.stands).map {
                    SeenAlert(id: $0.alert.id, revision: $0.alert.revision)
                }, act: act(state))
        }
    }

    private func isMine(_ state: ChildState) -> Bool {
        state.hold?.by.isSame(as: reviewer) == true
    }

    private func text(_ text: String, _ what: String) throws(Fault) -> String {
        guard text.contains(where: { !$0.isWhitespace }) else {
            throw Fault(words: "Write down \(what).")
        }
        guard text.unicodeScalars.count <= 4_000 else {
            throw Fault(words: "That is longer than 4000 characters. Say it more briefly.")
        }
        return text
    }
}
