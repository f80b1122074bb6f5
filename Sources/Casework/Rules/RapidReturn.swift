/// **Rapid return.** A case was closed, and the child was referred again within 28 days. Such a
/// closing was often too early. Returns later in the year add to the score without an alert of
/// their own. A case that was only closed to wait for information, or because the family moved to
/// another council, is not a return and counts for nothing here.
public struct RapidReturn: Rule {
    public static let name = "rapid-return"
    public static let title = "Rapid return"

    /// The longest gap, in days from closing to referral, that is rapid.
    public var withinDays: Int
    /// Points for a rapid return.
    public var points: Double
    /// Points for a later return within the research clock.
    public var laterPoints: Double
    /// Days in which either fade by half.
    public var halfLifeDays: Int
    /// How soon a person should look.
    public var severity: Severity
    /// Days for which it stands on the board.
    public var standsDays: Int

    public var limits: [Limit] {
        [
            Limit("withinDays", withinDays, in: 0...7_300),
            Limit("points", points, in: Limit.points),
            Limit("laterPoints", laterPoints, in: Limit.points),
            Limit("halfLifeDays", halfLifeDays, in: Limit.days),
            Limit("standsDays", standsDays, in: Limit.days),
        ]
    }

    public func weigh(_ story: Story, under policy: Policy) -> [Contribution] {
        story.loops.map { loop in
            Contribution(
                rule: name, reason: back(loop),
                evidence: evidence(loop), points: isRapid(loop) ? points : laterPoints,
                since: loop.next.openedOn, fading: .halfLife(days: halfLifeDays))
        }
    }

    public func find(in story: Story, scores: Scores, under policy: Policy) -> [Finding] {
        rapid(in: story)
            .filter { standing.holds(since: $0.next.openedOn, on: story.today) }
            .map { loop in
                Finding(
                    rule: name, severity: severity, anchor: loop.next.referral.reference,
                    evidence: evidence(loop), reasons: reasons(loop),
                    since: loop.next.referral.receivedAt)
            }
    }

    public func nextChange(after story: Story, under policy: Policy) -> Moment? {
        standing.nextEnd(of: rapid(in: story).map(\.next.openedOn), after: story.today)
    }

    public func reach(under policy: Policy) -> Int? { standsDays }

    private var standing: Standing { Standing(days: standsDays) }

    private func rapid(in story: Story) -> [Loop] { story.loops.filter(isRapid) }

    private func isRapid(_ loop: Loop) -> Bool { loop.gapDays <= withinDays }

    private func evidence(_ loop: Loop) -> [RecordReference] {
        var records = loop.previous.evidence
        if let ending = loop.previous.ending, ending.record.kind == .closure {
            records.append(ending.record)
        }
        return records + loop.next.evidence
    }

    private func back(_ loop: Loop) -> String {
        guard let closed = loop.previous.ending?.day, closed != loop.next.openedOn else {
            return "Back on the day of closing"
        }
        return "Back \(spell(from: closed, to: loop.next.openedOn)) after closing"
    }

    private func reasons(_ loop: Loop) -> [String] {
        guard let ending = loop.previous.ending else { return [] }
        return ["\(back(loop)).", "Closed on \(ending.day.words): \(ending.words)."]
    }
}
