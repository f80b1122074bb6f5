/// One real loop: closed, and back again, by the research clock, with no clerical reason for it.
public struct Loop: Hashable, Sendable {
    /// Counts the child's loops from 1, the oldest first.
    public let number: Int
    /// The episode whose closing the child came back from.
    public let previous: Episode
    /// The episode that the child came back to.
    public let next: Episode
    /// Days from closing to the next referral; 0 is the same day.
    public let gapDays: Int
    /// The gap as a share of the loop's before: below 1 the child came back sooner. Nil for the
    /// first loop, and after a gap of no days.
    public let pace: Double?

    /// Who referred before, and who referred again: of several on one day, those whose referral
    /// went on.
    public var sources: (before: ReferralSource, after: ReferralSource) {
        (previous.lead.source, next.lead.source)
    }

    /// The main need before and after, where they were recorded.
    public var needs: (before: PrimaryNeed?, after: PrimaryNeed?) {
        (previous.primaryNeed, next.primaryNeed)
    }

    /// How the turn was closed, in plain words, in lower case.
    public var closing: String { previous.ending?.words ?? "" }

    /// The loops among turns, oldest first.
    static func all(among turns: [Turn]) -> [Loop] {
        var loops: [Loop] = []
        for turn in turns {
            guard let gap = turn.gapDays, let closed = turn.closed, turn.falseLoop == nil
            else { continue }
            let before = loops.last?.gapDays ?? 0
            loops.append(
                Loop(
                    number: loops.count + 1, previous: closed, next: turn.next,
                    gapDays: gap, pace: before > 0 ? Double(gap) / Double(before) : nil))
        }
        return loops
    }
}
