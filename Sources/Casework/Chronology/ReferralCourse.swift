/// One referral and how it ended, whatever else was received on its day.
struct ReferralCourse {
    let referral: Referral
    /// How it ended; nil while it is open.
    let ending: Episode.Ending?
    /// When it ended, where a time of day was stated; no order within a day follows from a bare
    /// date.
    fileprivate let endedAt: CaseDate?

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

    fileprivate var endedOnItsDay: Bool { ending?.day == referral.receivedAt.day }
}

/// Referrals of one day that are one story, and what tells whether the next one is part of it: kept
/// along, since a system may record thousands on one day.
struct ReferralStory {
    private let day: Day
    /// Whether one of them is open, or ended on a later day or at a time that nobody stated.
    private var goesOn = false
    /// When the last of those ended of which the time of day was stated.
    private var latestEnd: CaseDate?

    init(_ first: ReferralCourse) {
        day = first.referral.receivedAt.day
        add(first)
    }

    mutating func add(_ course: ReferralCourse) {
        if let end = course.endedAt {
            latestEnd = max(latestEnd ?? end, end)
        } else if !course.endedOnItsDay {
            goesOn = true
        }
        // One that ended on its own day, nobody knows when, tells nothing either way.
    }

    /// Whether a referral, received no earlier than these, is part of the story: received on the same
    /// day, and nothing tells that they had all ended when it came.
    func includes(_ next: ReferralCourse) -> Bool {
        guard next.referral.receivedAt.day == day else { return false }
        guard next.referral.receivedAt.hasTime, !goesOn, let latestEnd else { return true }
        return latestEnd > next.referral.receivedAt
    }
}
