import Ranking

/// Measures, on one thread, how quickly needs find solutions and solutions find needs.
struct SpeedMeasurement {
    struct Outcome: Encodable {
        struct Index: Encodable {
            var seconds: Double
            var bytes: Int
            var documents: Int
        }

        /// From a need's text to its ten best.
        var match: Timings
        /// From a new solution's text to the standing needs that it fits.
        var standing: Timings
        var standingNeeds: Int
        /// How many needs a solution fitted, on average.
        var matchesEach: Double
        /// Making all standing needs ready.
        var registerSeconds: Double
        var index: Index
        /// The same needs with plain FTS5.
        var fts5: Timings
    }

    var documents: [Document]
    var needs: [String]
    var standing: [String]
    var weights: [Double]

    /// Needs that are asked, of each kind; fewer where there are fewer.
    private static let most = 500
    /// FTS5 takes seconds for each of them.
    private static let mostPlain = 5

    func run() throws -> Outcome {
        let clock = ContinuousClock()
        var start = clock.now
        let index = RankingIndex(documents: documents, settings: .standard(fieldWeights: weights))
        let building = clock.now - start

        var match = Timings()
        // A few to warm up; they are asked again and then count.
        for need in needs.prefix(10) { _ = index.top(index.compile(need), limit: 10) }
        for need in needs.prefix(Self.most) {
            _ = match.time { index.top(index.compile(need), limit: 10) }
        }

        start = clock.now
        let waiting = StandingNeeds(
            standing.enumerated().map { ("\($0.offset)", index.compile($0.element)) },
            settings: index.settings)
        let registering = clock.now - start

        var live = Timings()
        var matches = 0
        let every = max(1, documents.count / Self.most)
        for place in stride(from: 0, to: documents.count, by: every) {
            matches += live.time {
                waiting.matches(documents[place], minimumShare: StandingNeeds.usualShare).count
            }
        }

        let table = try FullTextTable(documents, weights: weights.map { _ in 1 })
        var plain = Timings()
        for need in needs.prefix(Self.mostPlain) {
            _ = try plain.time { try table.top(need, limit: 10) }
        }
        return Outcome(
            match: match, standing: live, standingNeeds: standing.count,
            matchesEach: Double(matches) / Double(max(1, live.count)),
            registerSeconds: registering / .seconds(1),
            index: Outcome.Index(
                seconds: building / .seconds(1), bytes: index.size, documents: index.count),
            fts5: plain)
    }
}
