/// **Decision overdue.** A contact or a referral has waited for a decision longer than one working
/// day. The deadline is the end of the first working day after the day it was received (Working
/// together to safeguard children: a decision within one working day of receipt; local procedures
/// say the same of contacts).
///
/// A decision is known by its date, by its outcome, by whether further action was said to be taken
/// or not, by the closing of the case, or, for a contact, by the referral that grew out of it.
public struct DecisionOverdue: Rule {
    public static let name = "decision-overdue"
    public static let title = "Decision overdue"

    /// Working days within which a decision is due, 1 or more.
    public var workingDays: Int
    /// Points while it is overdue.
    public var points: Double
    /// How soon a person should look.
    public var severity: Severity
    /// Days for which it stands on the board, from the deadline.
    public var standsDays: Int

    public var limits: [Limit] {
        [
            Limit("workingDays", workingDays, in: 1...60),
            Limit("points", points, in: Limit.points),
            Limit("standsDays", standsDays, in: Limit.days),
        ]
    }

    public func weigh(_ story: Story, under policy: Policy) -> [Contribution] {
        overdue(in: story, under: policy).map { wait in
            Contribution(
                rule: name, reason: sentence(wait), evidence: [wait.record], points: points,
                since: London.day(of: wait.deadline),
                fading: .until(standing.end(since: London.day(of: wait.deadline))))
        }
    }

    public func find(in story: Story, scores: Scores, under policy: Policy) -> [Finding] {
        overdue(in: story, under: policy).map { wait in
            Finding(
                rule: name, severity: severity, anchor: wait.record, evidence: [wait.record],
                reasons: [
                    "\(sentence(wait)).",
                    workingDays == 1
                        ? "A decision is due within one working day."
                        : "A decision is due within \(workingDays) working days.",
                ],
                since: CaseDate(wait.deadline), dueAt: wait.deadline)
        }
    }

    public func nextChange(after story: Story, under policy: Policy) -> Moment? {
        waits(in: story, under: policy)
            .flatMap { wait in
                [wait.deadline, London.moment(standing.end(since: London.day(of: wait.deadline)))]
            }
            .filter { $0 > story.moment }.min()
    }

    public func lapse(of alert: Alert, in story: Story) -> String {
        let undecided = self.undecided(in: story)
        return undecided.contains { alert.evidence == [$0.record.id] }
            ? "It has stood for \(standsDays) days; it is left to the list of undecided cases."
            : "A decision has been recorded."
    }

    public func correction(of alert: Alert, in story: Story) -> String {
        undecided(in: story).contains { alert.evidence == [$0.record.id] }
            ? "The records were corrected, and it no longer follows from them."
            : "A decision has been recorded."
    }

    public func reach(under policy: Policy) -> Int? {
        policy.workingDays.longest(workingDays) + standsDays
    }

    private var standing: Standing { Standing(days: standsDays) }

    /// A record that waits for a decision.
    private struct Wait {
        let record: RecordReference
        let receivedAt: CaseDate
        var deadline = Moment(milliseconds: 0)
    }

    private func overdue(in story: Story, under policy: Policy) -> [Wait] {
        waits(in: story, under: policy).filter { wait in
            wait.deadline <= story.moment
                && standing.holds(since: London.day(of: wait.deadline), on: story.today)
        }
    }

    private func waits(in story: Story, under policy: Policy) -> [Wait] {
        undecided(in: story).map { wait in
            var wait = wait
            wait.deadline = policy.deadline(workingDays, workingDaysAfter: wait.receivedAt.day)
            return wait
        }
    }

    private func undecided(in story: Story) -> [Wait] {
        let contacts = story.contacts
            .filter { $0.outcome == nil && $0.decidedAt == nil && !story.becameReferral($0) }
            .map { Wait(record: $0.reference, receivedAt: $0.receivedAt) }
        let referrals = story.episodes.compactMap { undecided(in: $0) }
            .map { Wait(record: $0.reference, receivedAt: $0.receivedAt) }
        return contacts + referrals
    }

    /// The referral of an open episode that waits. Of several on one day it is the first of those
    /// not decided, unless the case was taken on by another of them: that one decides for all. That
    /// no further action was taken on one of them decides for none of the others.
    private func undecided(in episode: Episode) -> Referral? {
        guard episode.ending == nil else { return nil }
        let referrals = episode.referrals
        let isTakenOn = referrals.contains {
            $0.noFurtherAction == false || ($0.decidedAt != nil && $0.noFurtherAction == nil)
        }
        return isTakenOn
            ? nil : referrals.first { $0.decidedAt == nil && $0.noFurtherAction == nil }
    }

    private func sentence(_ wait: Wait) -> String {
        "No decision on a \(wait.record.kind.rawValue) received on \(wait.receivedAt.day.words)"
    }
}
