/// Draws yes and no at random, but keeps the count of yes close to a share of all.
///
/// Independent draws would leave a small council's yearly share a percentage point or two off its
/// target by luck alone. Here the chance of a yes rises with every one that is owing and falls
/// with every one too many, so the count stays within a few of what it should be.
struct Quota: Sendable {
    /// The share of yes to keep, 0 to 1.
    let share: Double
    private var expected = 0.0
    private var counted = 0.0

    /// How many owing make a yes certain, roughly: small follows closely, large leaves more to
    /// chance.
    private let slack = 6.0

    init(share: Double) {
        self.share = share
    }

    /// Whether the next should be a yes. `weight` makes the share larger or smaller for a while.
    func draw(weight: Double = 1, _ random: inout RandomSource) -> Bool {
        guard share > 0 else { return false }
        return random.chance(share * weight + (expected - counted) / slack)
    }

    /// What came of it: so many happened, of which so many were a yes.
    mutating func count(_ yes: Int, of all: Int, weight: Double = 1) {
        expected += share * weight * Double(all)
        counted += Double(yes)
    }
}
