public import Casework

/// The duty team's queue at a moment, in its order, with what can be looked at today and what
/// cannot. Nothing is left out: what is beyond the day's capacity is counted and stands below.
public struct Queue: Sendable {
    /// Every row, the most pressing first.
    public let rows: [Row]
    /// Rows to be looked at today and not taken or put off.
    public let today: [Row]
    /// Rows beyond the day's capacity, in order.
    public let beyond: [Row]
    /// Rows that somebody has.
    public let taken: [Row]
    /// Rows that are put off.
    public let snoozed: [Row]
    /// Second looks that the day has room for.
    public let capacity: Int
    /// Rows decided today so far: acts, not children.
    public let decidedToday: Int
    /// The row that is on today's list because it has waited longest and not for its rank.
    public let longestWait: ChildID?

    /// - Parameters:
    ///   - children: everybody who may wait, with the rest of their households.
    ///   - capacity: what a manager said of the day; nil for the policy's own number.
    public init(
        _ children: some Sequence<DeskChild>, capacity: Int? = nil, at now: Moment,
        under policy: Policy
    ) {
        let today = London.day(of: now)
        var households: [Household: [ChildState]] = [:]
        var decided: Set<String> = []
        for child in children {
            households[Household(of: child), default: []].append(ChildState(child, at: now))
            for act in child.acts {
                if case .decided = act.act, London.day(of: act.at) == today {
                    decided.insert(act.reviewID)
                }
            }
        }
        let rows = households.values.compactMap { Row($0, at: now, under: policy) }
            .sorted { $0.precedes($1) }
        let capacity = capacity ?? policy.desk.looksADay
        let free = rows.filter(\.isFree)
        let held = rows.filter(\.isTaken)
        let room = max(0, capacity - decided.count - held.count)
        var list = Array(free.prefix(room))
        var longest: ChildID?
        // One place of the day goes to whoever has waited longest, so that rank alone cannot keep
        // a case waiting for ever. It is the last place, and it is drawn only where there are more
        // rows than places.
        if room > 0, free.count > room,
            let oldest = free.min(by: { ($0.since, $0.id) < ($1.since, $1.id) }),
            !list.contains(where: { $0.id == oldest.id })
        {
            list[room - 1] = oldest
            longest = oldest.id
        }
        let chosen = Set(list.map(\.id))
        self.rows = rows
        self.today = list
        beyond = free.filter { !chosen.contains($0.id) }
        taken = held
        snoozed = rows.filter { !$0.isFree && !$0.isTaken }
        self.capacity = capacity
        decidedToday = decided.count
        longestWait = longest
    }

    /// Rows past due that nobody has.
    public var pastDue: [Row] { rows.filter { $0.isPastDue && $0.isFree } }

    /// Rows with new evidence since a decision.
    public var back: [Row] { rows.filter { $0.waiting.contains(where: \.isBack) } }
}

extension Row {
    /// Whether nobody has it and it is not put off.
    public var isFree: Bool { state == .new || state == .back }

    /// Whether somebody has it.
    public var isTaken: Bool { if case .taken = state { true } else { false } }
}

/// What makes one row: a household, or a child who has none.
public enum Household: Hashable, Sendable {
    case home(HouseholdID)
    case child(ChildID)

    public init(of child: DeskChild) {
        self = child.household.map { .home($0) } ?? .child(child.id)
    }
}
