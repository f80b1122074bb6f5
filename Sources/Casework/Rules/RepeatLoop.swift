/// **Repeat loop.** The third referral in 12 months, or a later one. Each of the earlier ones was
/// closed with some reason; together they are a pattern. It weighs more when independent people
/// said it: police and school, rather than the same clinic three times.
public struct RepeatLoop: Rule {
    public static let name = "repeat-loop"
    public static let title = "Repeat loop"

    /// How many referrals make a repeat loop, 2 or more.
    public var referrals: Int
    /// In how many calendar months.
    public var withinMonths: Int
    /// Points while that many lie within the window.
    public var points: Double
    /// Further points for each independent body beyond the first that referred.
    public var pointsPerFurtherBody: Double
    /// For how many further bodies at the most.
    public var furtherBodiesAtMost: Int
    /// How soon a person should look.
    public var severity: Severity
    /// Days for which it stands on the board, from the latest referral.
    public var standsDays: Int

    public var limits: [Limit] {
        [
            Limit("referrals", referrals, in: 2...1_000),
            Limit("withinMonths", withinMonths, in: Limit.months),
            Limit("points", points, in: Limit.points),
            Limit("pointsPerFurtherBody", pointsPerFurtherBody, in: Limit.points),
            Limit("furtherBodiesAtMost", furtherBodiesAtMost, in: 0...1_000),
            Limit("standsDays", standsDays, in: Limit.days),
        ]
    }

    public func weigh(_ story: Story, under policy: Policy) -> [Contribution] {
        let run = window(ending: story.today, in: counted(story))
        guard run.count >= referrals else { return [] }
        // It counts while the latest so many are all within the window that ends today.
        let first = run[run.count - referrals]
        return [
            Contribution(
                rule: name, reason: sentence(run), evidence: evidence(run),
                points: points + pointsPerFurtherBody
                    * Double(min(furtherBodiesAtMost, bodies(run).count - 1)),
                since: run[run.count - 1].openedOn,
                fading: .until(first.openedOn.adding(months: withinMonths)))
        ]
    }

    public func find(in story: Story, scores: Scores, under policy: Policy) -> [Finding] {
        let episodes = counted(story)
        guard let latest = episodes.last,
            standing.holds(since: latest.openedOn, on: story.today)
        else { return [] }
        let run = window(ending: latest.openedOn, in: episodes)
        guard run.count >= referrals, let anchor = completing(episodes) else { return [] }
        return [
            Finding(
                rule: name, severity: severity, anchor: anchor.referral.reference,
                evidence: evidence(run),
                reasons: ["\(sentence(run))."],
                since: latest.referral.receivedAt)
        ]
    }

    public func nextChange(after story: Story, under policy: Policy) -> Moment? {
        let episodes = counted(story)
        let leaves = window(ending: story.today, in: episodes)
            .map { London.moment($0.openedOn.adding(months: withinMonths)) }
        let ends = standing.nextEnd(of: episodes.suffix(1).map(\.openedOn), after: story.today)
        return (leaves + [ends].compactMap(\.self)).min()
    }

    public func reach(under policy: Policy) -> Int? { max(standsDays, 31 * withinMonths) }

    private var standing: Standing { Standing(days: standsDays) }

    /// The episodes but those that only opened an earlier one again.
    private func counted(_ story: Story) -> [Episode] {
        let reopened = Set(
            story.turns.filter { $0.falseLoop == .reopened }.map(\.next.referral.id))
        return story.episodes.filter { !reopened.contains($0.referral.id) }
    }

    /// The episodes whose referrals came less than the window before a day, or on it.
    private func window(ending day: Day, in episodes: [Episode]) -> [Episode] {
        episodes.filter {
            $0.openedOn <= day && day < $0.openedOn.adding(months: withinMonths)
        }
    }

    /// The referral that completed the present run: the first since which every referral has been
    /// the third, or a later one, in its window.
    private func completing(_ episodes: [Episode]) -> Episode? {
        var first: Episode?
        for index in episodes.indices.reversed() {
            // The earliest of the so many that end here has to be in the window of this one.
            let earliest = index - referrals + 1
            guard earliest >= 0,
                episodes[index].openedOn
                    < episodes[earliest].openedOn.adding(months: withinMonths)
            else { break }
            first = episodes[index]
        }
        return first
    }

    private func bodies(_ run: [Episode]) -> [String] {
        var seen: [String] = []
        for body in run.flatMap(\.bodies).map(\.rawValue) where !seen.contains(body) {
            seen.append(body)
        }
        return seen
    }

    private func evidence(_ run: [Episode]) -> [RecordReference] {
        run.suffix(Finding.evidenceAtMost).flatMap(\.evidence).suffix(Finding.evidenceAtMost)
    }

    private func sentence(_ run: [Episode]) -> String {
        let ordinal = ordinal(run.count)
        return ordinal.prefix(1).uppercased() + ordinal.dropFirst()
            + " referral in \(withinMonths) months, from \(list(bodies(run)))"
    }
}
