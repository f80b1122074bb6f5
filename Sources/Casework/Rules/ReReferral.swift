/// **Re-referral.** A child was referred again less than 12 calendar months after the previous
/// referral, whatever came of that one. This is the official measure. Most re-referrals are
/// ordinary; a person should know that there was a story before.
public struct ReReferral: Rule {
    public static let name = "re-referral"
    public static let title = "Re-referral"

    /// Points for a re-referral.
    public var points: Double
    /// Days in which they fade by half.
    public var halfLifeDays: Int
    /// How soon a person should look.
    public var severity: Severity
    /// Days for which it stands on the board.
    public var standsDays: Int

    public var limits: [Limit] {
        [
            Limit("points", points, in: Limit.points),
            Limit("halfLifeDays", halfLifeDays, in: Limit.days),
            Limit("standsDays", standsDays, in: Limit.days),
        ]
    }

    public func weigh(_ story: Story, under policy: Policy) -> [Contribution] {
        reReferrals(in: story).map { turn in
            Contribution(
                rule: name, reason: "Referred again \(gap(turn)) after the last referral",
                evidence: evidence(turn), points: points, since: turn.next.openedOn,
                fading: .halfLife(days: halfLifeDays))
        }
    }

    public func find(in story: Story, scores: Scores, under policy: Policy) -> [Finding] {
        reReferrals(in: story)
            .filter { standing.holds(since: $0.next.openedOn, on: story.today) }
            .map { turn in
                Finding(
                    rule: name, severity: severity, anchor: turn.next.referral.reference,
                    evidence: evidence(turn),
                    reasons: ["Referred again \(gap(turn)) after the last referral."]
                        + sameNeed(turn),
                    since: turn.next.referral.receivedAt)
            }
    }

    public func nextChange(after story: Story, under policy: Policy) -> Moment? {
        standing.nextEnd(
            of: reReferrals(in: story).map(\.next.openedOn), after: story.today)
    }

    public func reach(under policy: Policy) -> Int? { standsDays }

    private var standing: Standing { Standing(days: standsDays) }

    /// Re-referrals but those that only opened again what was closed to wait for information.
    private func reReferrals(in story: Story) -> [Turn] {
        story.turns.filter { $0.isReReferral && $0.falseLoop != .reopened }
    }

    private func evidence(_ turn: Turn) -> [RecordReference] {
        turn.previous.evidence + turn.next.evidence
    }

    private func gap(_ turn: Turn) -> String {
        spell(from: turn.previous.openedOn, to: turn.next.openedOn)
    }

    private func sameNeed(_ turn: Turn) -> [String] {
        guard let need = turn.next.primaryNeed, need != .notStated,
            need == turn.previous.primaryNeed
        else { return [] }
        return ["The same need as before: \(need.words)."]
    }
}
