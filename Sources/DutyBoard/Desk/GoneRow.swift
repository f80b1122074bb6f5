import Casework
import Reviews

/// A row that was in the queue not long ago and no longer is.
struct GoneRow: Sendable {
    let household: Household
    /// The child it was about.
    let child: ChildID
    /// How many other children it was about.
    let others: Int
    let at: Moment
    let why: Why

    enum Why: Sendable {
        case decided(Review, Judgement)
        /// The alert that was withdrawn last.
        case withdrawn(KnownAlert)
    }

    /// The rows that were decided or withdrawn since a moment and are not in the queue now, the last
    /// first.
    static func all(
        _ children: [DeskChild], files: [ChildID: ChildFile], queue: Queue, since start: Moment,
        at now: Moment, under policy: Policy
    ) -> [GoneRow] {
        var waiting: Set<Household> = []
        for row in queue.rows { waiting.insert(Household(of: row.headline.child)) }
        var latest: [Household: GoneRow] = [:]
        for child in children where !waiting.contains(Household(of: child)) {
            guard let row = GoneRow(child, files[child.id], since: start, under: policy, at: now)
            else { continue }
            if let other = latest[row.household], (row.at, other.child) < (other.at, row.child) {
                continue
            }
            latest[row.household] = row
        }
        return latest.values.sorted { ($1.at, $0.child) < ($0.at, $1.child) }
    }

    private init?(
        _ child: DeskChild, _ file: ChildFile?, since start: Moment, under policy: Policy,
        at now: Moment
    ) {
        let decision = child.acts.last(where: \.isDecision)
        if let decision, decision.at >= start, case .decided(let judgement) = decision.act {
            self.init(
                household: Household(of: child), child: decision.lead,
                others: decision.children.count - 1, at: decision.at,
                why: .decided(decision, judgement))
            return
        }
        // What was decided before it was withdrawn had left the queue already.
        let withdrawn = (file?.alerts ?? []).filter { known in
            !known.stands && Attention(rule: known.alert.rule) == .secondLook
                && !known.reasonsWhileStanding.isEmpty
                && decision.map { $0.at < known.openedAt } ?? true
                && now < policy.deadline(1, workingDaysAfter: London.day(of: known.at))
        }
        guard let last = withdrawn.max(by: { $0.at < $1.at }) else { return nil }
        self.init(
            household: Household(of: child), child: child.id, others: 0, at: last.at,
            why: .withdrawn(last))
    }

    private init(household: Household, child: ChildID, others: Int, at: Moment, why: Why) {
        self.household = household
        self.child = child
        self.others = others
        self.at = at
        self.why = why
    }
}
