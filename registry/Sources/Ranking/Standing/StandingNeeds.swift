/// Needs that stand, waiting for a document that fits.
public struct StandingNeeds: Sendable {
    /// A need that a document fits.
    public struct Match: Sendable, Hashable {
        public let id: String
        public let score: Double
        /// The score as a part of what the need could give at most, 0…1.
        public let share: Double
    }

    private let needs: [(id: String, need: CompiledNeed)]
    private let settings: RankingSettings

    /// - Parameters:
    ///   - needs: compiled by one index, each with an identifier of its own.
    ///   - settings: that index's.
    public init(_ needs: [(id: String, need: CompiledNeed)], settings: RankingSettings) {
        self.needs = needs
        self.settings = settings
    }

    /// The needs that a document fits, the largest share first, then by identifier.
    ///
    /// - Parameter minimumShare: the least part of its maximum that a need asks for, 0…1.
    public func matches(_ document: Document, minimumShare: Double) -> [Match] {
        var found: [Match] = []
        for (id, need) in needs {
            let score = need.score(document, settings: settings)
            let share = need.share(of: score)
            if score > 0, share >= minimumShare {
                found.append(Match(id: id, score: score, share: share))
            }
        }
        return found.sorted { $0.share != $1.share ? $0.share > $1.share : $0.id < $1.id }
    }
}
