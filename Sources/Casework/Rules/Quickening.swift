/// **Quickening.** The child comes back, and each time sooner after closing than the time before.
/// Gaps that shrink say more than their number: what was arranged at closing holds ever less long.
public struct Quickening: Rule {
    public static let name = "quickening"
    public static let title = "Returns come faster"

    /// The largest share of the previous gap that the last gap may be, 0 to 1.
    public var ratio: Double
    /// The longest last gap, in days from closing to referral.
    public var withinDays: Int
    /// Points for a quickening.
    public var points: Double
    /// Days in which they fade by half.
    public var halfLifeDays: Int
    /// How soon a person should look.
    public var severity: Severity
    /// Days for which it stands on the board.
    public var standsDays: Int

    public var limits: [Limit] {
        [
            Limit("ratio", ratio, in: 0.0...1.0),
            Limit("withinDays", withinDays, in: Limit.days),
            Limit("points", points, in: Limit.points),
            Limit("halfLifeDays", halfLifeDays, in: Limit.days),
            Limit("standsDays", standsDays, in: Limit.days),
        ]
    }

    public func weigh(_ story: Story, under policy: Policy) -> [Contribution] {
        quickened(story).map { run in
            Contribution(
                rule: name, reason: "Returns come faster: \(gaps(run))",
                evidence: run.flatMap(\.next.evidence), points: points,
                since: run[run.count - 1].next.openedOn, fading: .halfLife(days: halfLifeDays))
        }
    }

    public func find(in story: Story, scores: Scores, under policy: Policy) -> [Finding] {
        quickened(story)
            .filter { standing.holds(since: $0[$0.count - 1].next.openedOn, on: story.today) }
            .map { run in
                let last = run[run.count - 1].next.referral
                return Finding(
                    rule: name, severity: severity, anchor: last.reference,
                    evidence: (run[0].previous.evidence + run.flatMap(\.next.evidence))
                        .suffix(Finding.evidenceAtMost),
                    reasons: ["The returns come faster: \(gaps(run))."], since: last.receivedAt)
            }
    }

    public func nextChange(after story: Story, under policy: Policy) -> Moment? {
        standing.nextEnd(
            of: quickened(story).map { $0[$0.count - 1].next.openedOn }, after: story.today)
    }

    public func reach(under policy: Policy) -> Int? { standsDays }

    private var standing: Standing { Standing(days: standsDays) }

    /// For every loop that came faster than the one before it: the run of ever shorter gaps that it
    /// ends, oldest first, two loops or more.
    private func quickened(_ story: Story) -> [[Loop]] {
        let loops = story.loops
        return loops.indices.compactMap { end in
            var first = end
            while first > 0, isFaster(loops[first]) { first -= 1 }
            guard first < end, loops[end].gapDays <= withinDays else { return nil }
            return Array(loops[first...end])
        }
    }

    private func isFaster(_ loop: Loop) -> Bool {
        loop.pace.map { $0 <= ratio } ?? false
    }

    private func gaps(_ run: [Loop]) -> String {
        let days = run.map { String($0.gapDays) }
        return "gaps of \(days.dropLast().joined(separator: ", ")) and then \(days.last ?? "") days"
    }
}
