/// One referral and how it ended, whatever else was received on its day.
struct ReferralCourse {
    let referral: Referral
    /// How it ended; nil while it is open.
    let ending: Episode.Ending?
    /// When it ended, where a time of day was stated; no order within a day follows from a bare
    /// date.
    private let endedAt: CaseDate?

    /// A case cannot end before it began: an ending dated before its referral is read as on the day
    /// of the referral, and the check of the log names it.
    init(_ referral: Referral, _ closure: Closure?) {
        self.referral = referral
        let noFurtherAction = referral.noFurtherAction ?? false
        guard closure != nil || noFurtherAction else {
            ending = nil
            endedAt = nil
            return
        }
        let stated = closure?.closedAt ?? referral.decidedAt
        let date = max(stated ?? referral.receivedAt, referral.receivedAt)
        ending = Episode.Ending(
            record: closure == nil ? referral.reference : referral.closureReference, date: date,
            reason: closure?.reason, noFurtherAction: noFurtherAction,
            pendingInformation: closure?.pendingInformation ?? false)
        endedAt = stated?.hasTime == true ? date : nil
    }

    /// Whether an episode goes on with this referral rather than with an earlier one of the day: it
    /// is open and the other has ended, or it ended later. On one day a closure counts for more than
    /// a decision, since somebody had taken the case on.
    func outlasts(_ other: ReferralCourse) -> Bool {
        guard let mine = ending, let theirs = other.ending else {
            return ending == nil && other.ending != nil
        }
        if mine.day != theirs.day { return mine.day > theirs.day }
        if (mine.reason == nil) != (theirs.reason == nil) { return mine.reason != nil }
        return mine.date > theirs.date
    }

    /// Whether this referral and the ones before it are one story: received on one day, and nothing
    /// tells that those had all ended when this one came.
    func isOneStory(with earlier: ArraySlice<ReferralCourse>) -> Bool {
        guard let first = earlier.first, first.referral.receivedAt.day == referral.receivedAt.day
        else { return false }
        guard referral.receivedAt.hasTime else { return true }
        // One that ended on its own day, nobody knows when, tells nothing either way.
        let telling = earlier.filter { $0.endedAt != nil || !$0.endedOnItsDay }
        return telling.isEmpty
            || !telling.allSatisfy { $0.endedAt.map { $0 <= referral.receivedAt } ?? false }
    }

    private var endedOnItsDay: Bool { ending?.day == referral.receivedAt.day }
}
