/// The live risk score, 0 to 100: the sum of named contributions. It ranks cases for a person's
/// review and predicts nothing.
public struct Score: Hashable, Sendable {
    /// What counts today, the largest first; contributions that have faded to nothing are left out.
    public let parts: [Part]

    /// A contribution and the whole points it gives today.
    public struct Part: Hashable, Sendable {
        public let contribution: Contribution
        public let points: Int
    }

    /// The sum of the contributions on a day.
    public init(_ contributions: [Contribution], on day: Day) {
        parts = contributions.map { Part(contribution: $0, points: $0.points(on: day)) }
            .filter { $0.points > 0 }
            .sorted {
                ($1.points, $0.contribution.since, $0.contribution.reason)
                    < ($0.points, $1.contribution.since, $1.contribution.reason)
            }
    }

    /// The score of a story: what every rule in force weighs.
    public init(of story: Story, under policy: Policy) {
        self.init(policy.rules.flatMap { $0.weigh(story, under: policy) }, on: story.today)
    }

    /// The points that all parts give together, 100 at the most.
    public var total: Int { Score.total(of: parts.lazy.map(\.points)) }

    /// The most that a score can be.
    public static let most = 100

    /// The total of a story alone. Rules are asked until it can grow no more.
    static func total(of story: Story, under policy: Policy) -> Int {
        var sum = 0
        for rule in policy.rules where sum < most {
            sum += rule.points(atLeast: most - sum, in: story, under: policy)
        }
        return min(most, sum)
    }

    /// What the total would be on a later day if nothing new were recorded.
    public func total(on day: Day) -> Int {
        Score.total(of: parts.lazy.map { $0.contribution.points(on: day) })
    }

    private static func total(of points: some Sequence<Int>) -> Int {
        min(most, points.reduce(0, +))
    }

    /// The first day after `today` on which the total leaves the band it lies in today, if nothing
    /// new is recorded; nil where it never does within `horizon` days.
    ///
    /// The total only falls while time passes, so the day is found by halving.
    func dayOfLeavingBand(after today: Day, bands: [Band], horizon: Int = 3_660) -> Day? {
        let now = total
        guard let floor = bands.last(where: { $0.from <= now })?.from, floor > 0 else { return nil }
        var (low, high) = (0, horizon)
        guard total(on: today + high) < floor else { return nil }
        while high - low > 1 {
            let middle = (low + high) / 2
            if total(on: today + middle) < floor { high = middle } else { low = middle }
        }
        return today + high
    }
}
