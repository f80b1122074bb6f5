public import Casework

/// A row of the queue: a household, or a child without one, with everything about its children that
/// waits for a second look.
public struct Row: Sendable {
    /// All children of the household that are known, in ascending order.
    public let children: [ChildState]
    /// Those who wait, in ascending order; never empty.
    public let waiting: [ChildState]
    /// The child whose alert the row is about: of the waiting ones the one with the most points.
    public let headline: ChildState
    public let state: State
    /// Since when the row has been in the queue.
    public let since: Moment
    /// When somebody should have looked; nil for what was raised before the council went live.
    public let due: Moment?
    /// Whether that has passed.
    public let isPastDue: Bool
    /// The place of the headline's band among the policy's, from 0.
    public let band: Int

    public enum State: Hashable, Sendable {
        case new
        /// Decided before; something came that the decision does not cover.
        case back
        case taken(ChildState.Hold)
        case snoozed(ChildState.Snooze)
    }

    /// The household's row; nil where none of its children waits.
    ///
    /// - Parameter household: the states of its children; never empty.
    public init?(_ household: [ChildState], at now: Moment, under policy: Policy) {
        let children = household.sorted { $0.child.id < $1.child.id }
        let waiting = children.filter(\.isWaiting)
        guard
            let headline = waiting.max(by: {
                ($0.child.points, $1.child.id) < ($1.child.points, $0.child.id)
            })
        else { return nil }
        self.children = children
        self.waiting = waiting
        self.headline = headline
        band = policy.bands.lastIndex { $0.from <= headline.child.score } ?? 0
        state = Row.state(children, waiting)
        let arrivals = waiting.flatMap { state in
            state.waiting.map { (alert: $0.alert, at: state.arrival(of: $0)) }
        }
        since = arrivals.map(\.at).min() ?? now
        due = arrivals.compactMap { policy.lookDue($0.alert, inQueueSince: $0.at) }.min()
        isPastDue = due.map { $0 <= now } ?? false
    }

    private static func state(_ children: [ChildState], _ waiting: [ChildState]) -> State {
        if let hold = waiting.lazy.compactMap(\.hold).first { return .taken(hold) }
        // A household sleeps only as a whole: news about any child wakes it, and so does a child
        // who was not there.
        if let snooze = waiting.lazy.compactMap(\.snooze).min(by: { $0.until < $1.until }),
            children.allSatisfy({ $0.snooze != nil })
        {
            return .snoozed(snooze)
        }
        return waiting.contains(where: \.isBack) ? .back : .new
    }

    /// Names the row on its page: the headline child's identifier.
    public var id: ChildID { headline.child.id }

    /// The identifiers of the children that wait, in ascending order.
    public var waitingIDs: [ChildID] { waiting.map(\.child.id) }

    /// Who had it until time ran out, where nobody has had it since.
    public var lapsed: ChildState.Hold? {
        guard case .taken = state else { return waiting.lazy.compactMap(\.lapsed).first }
        return nil
    }

    /// A snooze that news has ended before its time.
    public var woken: ChildState.Snooze? {
        if case .snoozed = state { return nil }
        return children.lazy.compactMap { $0.woken ?? $0.snooze }.first
    }

    /// The alerts that wait, the most severe first.
    public var alerts: [Alert] {
        waiting.flatMap(\.waiting).map(\.alert).sorted {
            ($1.severity, $0.dueAt, $0.id) < ($0.severity, $1.dueAt, $1.id)
        }
    }

    /// The order of the queue: the higher band first, then more points, then what is due sooner.
    public func precedes(_ other: Row) -> Bool {
        if band != other.band { return band > other.band }
        let (mine, theirs) = (headline.child.points, other.headline.child.points)
        if mine != theirs { return mine > theirs }
        if due != other.due {
            guard let due else { return false }
            return other.due.map { due < $0 } ?? true
        }
        return id < other.id
    }
}

extension ChildState {
    /// When an alert came into the queue: when it was raised, or when the evidence came that the
    /// last decision does not cover.
    fileprivate func arrival(of alert: DeskAlert) -> Moment {
        guard let decision else { return alert.openedAt }
        return max(decision.at, max(alert.openedAt, alert.evidenceAt))
    }
}

extension Policy {
    /// When somebody should have looked at an alert that came into the queue at a moment: so many
    /// working days later as its severity has. Nil for what was raised before the council went live.
    fileprivate func lookDue(_ alert: Alert, inQueueSince moment: Moment) -> Moment? {
        if let live = desk.goingLive, alert.raisedAt.day < live { return nil }
        return deadline(lookWithin[alert.severity] ?? 1, workingDaysAfter: London.day(of: moment))
    }
}
