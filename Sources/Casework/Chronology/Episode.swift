/// A referral until its closure. A referral decided "no further action" is an episode too; it
/// closes on its closure record, else on its decision, else on the day it was received.
public struct Episode: Hashable, Sendable {
    /// The referral that opened it.
    public let referral: Referral
    /// Referrals of the same child on the same day: one story recorded more than once. They are
    /// counted apart and never as re-referrals.
    public let duplicates: [Referral]
    /// How it ended; nil while it is open.
    public let ending: Ending?

    /// The day the referral was received.
    public var openedOn: Day { referral.receivedAt.day }

    /// How an episode ended.
    public struct Ending: Hashable, Sendable {
        /// When it was closed.
        public let date: CaseDate
        /// The closure's reason; nil where a referral ended without a closure record.
        public let reason: ClosureReason?
        /// Whether the referral was decided "no further action".
        public let noFurtherAction: Bool
        /// Whether it was closed while information was still awaited.
        public let pendingInformation: Bool

        /// The day it was closed, in London.
        public var day: Day { date.day }

        /// Whether a person judged the case not yet serious enough: no further action, or closed
        /// after assessment with nothing more (RC8) or with early help (RC9).
        public var isNotYetSerious: Bool {
            noFurtherAction || reason == .noActionAfterAssessment
                || reason == .earlyHelpAfterAssessment
        }

        /// How it was closed, in plain words, in lower case.
        public var words: String {
            if let reason, !noFurtherAction { return reason.words }
            return "no further action"
        }
    }

    /// The episodes of these referrals, by the day they were received.
    static func all(of referrals: [Referral], closures: [RecordID: Closure]) -> [Episode] {
        let sorted = referrals.sorted { ($0.receivedAt, $0.id) < ($1.receivedAt, $1.id) }
        var episodes: [Episode] = []
        var first = 0
        for index in sorted.indices {
            let day = sorted[index].receivedAt.day
            guard index + 1 == sorted.count || sorted[index + 1].receivedAt.day != day else {
                continue
            }
            let sameDay = sorted[first...index]
            episodes.append(
                Episode(
                    referral: sorted[first], duplicates: Array(sameDay.dropFirst()),
                    ending: sameDay.lazy.compactMap { ending(of: $0, closures[$0.id]) }.first))
            first = index + 1
        }
        return episodes
    }

    /// A case cannot end before it began: an ending dated before its referral is read as on the day
    /// of the referral, and the check of the log names it.
    private static func ending(of referral: Referral, _ closure: Closure?) -> Ending? {
        let noFurtherAction = referral.noFurtherAction ?? false
        if let closure {
            return Ending(
                date: max(closure.closedAt, referral.receivedAt), reason: closure.reason,
                noFurtherAction: noFurtherAction,
                pendingInformation: closure.pendingInformation ?? false)
        }
        guard noFurtherAction else { return nil }
        return Ending(
            date: max(referral.decidedAt ?? referral.receivedAt, referral.receivedAt), reason: nil,
            noFurtherAction: true,
            pendingInformation: false)
    }
}
