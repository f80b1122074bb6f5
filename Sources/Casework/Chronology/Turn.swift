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
    /// The episode before: the child's previous referral.
    public let previous: Episode
    /// The episode whose closing the gap counts from, where there is one: of the earlier episodes
    /// the one that closed last, mostly the one before.
    public let closed: Episode?
    /// The episode that the child came back to.
    public let next: Episode
    /// Whether the next referral is a re-referral on the official clock. One on the day of the
    /// previous referral never is, even where the case was closed in between: the official figures
    /// know days alone.
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
        var closings = Closings(of: episodes)
        return zip(episodes, episodes.indices.dropFirst()).compactMap { previous, index in
            let next = episodes[index]
            let back = next.openedOn
            let isReReferral =
                previous.openedOn < back
                && back < previous.openedOn.adding(months: clocks.reReferralMonths)
            let last = closings.last(before: index, on: back)
            var gap: Int?
            var closed: Episode?
            // While the episode before is open, the child has not been away.
            if let ended = previous.ending, ended.day <= back, let last, let ending = last.ending,
                !ended.isAfter(next.referral), !ending.isAfter(next.referral),
                back < ending.day.adding(months: clocks.returnMonths)
            {
                let day = ending.day
                gap = back - day
                closed = last
            }
            guard isReReferral || gap != nil else { return nil }
            return Turn(
                previous: previous, closed: closed, next: next, isReReferral: isReReferral,
                gapDays: gap, falseLoop: FalseLoop(closed?.ending, wasReturn: gap != nil))
        }
    }
}

extension Episode.Ending {
    /// Whether the times of day of both tell that the referral came before this ending.
    fileprivate func isAfter(_ referral: Referral) -> Bool {
        date.hasTime && referral.receivedAt.hasTime && date > referral.receivedAt
    }
}

/// The closings of a child's episodes in the order of their days, read along with the episodes.
private struct Closings {
    private let episodes: [Episode]
    private let byDay: [(day: Day, index: Int)]
    private var place = 0

    init(of episodes: [Episode]) {
        self.episodes = episodes
        byDay = episodes.indices
            .compactMap { index in episodes[index].ending.map { ($0.day, index) } }
            .sorted { ($0.day, $0.index) < ($1.day, $1.index) }
    }

    /// The one that closed last, by a day, of the episodes before an index; neither ever goes back.
    mutating func last(before index: Int, on day: Day) -> Episode? {
        while place < byDay.count, (byDay[place].day, byDay[place].index) < (day, index) {
            place += 1
        }
        return place > 0 ? episodes[byDay[place - 1].index] : nil
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
