/// One turn from an episode to the next, on two clocks.
///
/// - The official clock: a referral received less than 12 calendar months after the child's
///   previous referral is a **re-referral** (Department for Education, Children in need:
///   methodology). Any outcome of the first counts.
/// - The research clock: a referral received less than 12 calendar months after the previous
///   episode closed is a **return**; one turn of it is a loop.
///
/// Both count whole days, from date to date; a closing on the day of the next referral is legal and
/// gives a gap of 0 days.
public struct Turn: Hashable, Sendable {
    /// The episode before.
    public let previous: Episode
    /// The episode that the child came back to.
    public let next: Episode
    /// Whether the next referral is a re-referral on the official clock.
    public let isReReferral: Bool
    /// Days from the closing of the previous episode to the next referral where that is a return
    /// on the research clock; nil where it is not: too long after, or the previous one was open.
    public let gapDays: Int?
    /// Why this is no real loop, where it is none.
    public let falseLoop: FalseLoop?

    /// Whether the next referral is a return on the research clock.
    public var isReturn: Bool { gapDays != nil }

    /// The turns between neighbouring episodes that one of the clocks counts, oldest first.
    static func all(among episodes: [Episode], clocks: Clocks) -> [Turn] {
        zip(episodes, episodes.dropFirst()).compactMap { previous, next in
            let back = next.openedOn
            let isReReferral = back < previous.openedOn.adding(months: clocks.reReferralMonths)
            var gap: Int?
            if let closed = previous.ending?.day, closed <= back,
                back < closed.adding(months: clocks.returnMonths)
            {
                gap = back - closed
            }
            guard isReReferral || gap != nil else { return nil }
            return Turn(
                previous: previous, next: next, isReReferral: isReReferral, gapDays: gap,
                falseLoop: FalseLoop(previous.ending, wasReturn: gap != nil))
        }
    }
}

/// Why a turn that looks like a loop is none. Both kinds hide something else, so both are reported.
public enum FalseLoop: String, CaseIterable, Sendable {
    /// Closed while information was awaited, and opened again when it came: a delay, not a return.
    case reopened = "reopened-after-pending-information"
    /// Recorded twice on the same day.
    case sameDayDuplicate = "same-day-duplicate"
    /// Closed because the child moved to another council (RC5), and came back with the family.
    case transferred = "transferred"

    /// The kind of false loop that a turn after this ending is, if it is one.
    init?(_ ending: Episode.Ending?, wasReturn: Bool) {
        guard wasReturn, let ending else { return nil }
        if ending.pendingInformation {
            self = .reopened
        } else if ending.reason == .transferredToAuthority {
            self = .transferred
        } else {
            return nil
        }
    }
}
