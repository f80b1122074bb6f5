import Catalogue
import Ranking

/// Two councils that seem to have the same problem and might buy together.
public struct JointBuying: Hashable, Sendable {
    /// Ids, the smaller first.
    public let first: String
    public let second: String
    /// How alike their words are: 0 to 1, the same from both sides.
    public let likeness: Double

    /// From where on two problems are offered to each other. In the sample catalogue the two written
    /// to be alike have 0.50, and the most alike of the others 0.28.
    public static let threshold = 0.35
}

extension Matcher {
    /// Pairs of open problems of different councils that are alike, the most alike first.
    ///
    /// Each problem is scored as a need against the other as a text and the other way round, both
    /// measured by what each scores against itself; the likeness is the geometric mean.
    ///
    /// - Parameter each: how many others of each problem are looked at.
    public func jointBuying(each: Int = 20) -> [JointBuying] {
        let problems = openProblems
        let index = RankingIndex(
            documents: problems.map { Document(id: $0.id, fields: [$0.need.sentences]) },
            settings: RankingSettings(
                fieldWeights: [1], tokens: .english, rarity: .smoothed, saturation: 1.2,
                lengthShare: 0.75, nearness: nil, feedback: nil, vocabulary: vocabulary),
            salt: String(contents.version))
        let needs = problems.map { index.compile($0.need) }
        let texts = problems.map { Document(id: $0.id, fields: [$0.need.sentences]) }
        let selves = problems.indices.map { index.score(needs[$0], texts[$0]) }
        let places = Dictionary(uniqueKeysWithValues: problems.enumerated().map { ($1.id, $0) })
        var found: Set<JointBuying> = []
        for one in problems.indices where selves[one] > 0 {
            for hit in index.top(needs[one], limit: each + 1) {
                guard let other = places[hit.id], selves[other] > 0,
                    problems[other].council != problems[one].council
                else { continue }
                // The smaller first, so that either finds the same pair with the same bits.
                let (a, b) = (min(one, other), max(one, other))
                let there = index.score(needs[a], texts[b]) / selves[a]
                let back = index.score(needs[b], texts[a]) / selves[b]
                let likeness = min(1, (there * back).squareRoot())
                guard likeness >= JointBuying.threshold else { continue }
                found.insert(
                    JointBuying(
                        first: problems[a].id, second: problems[b].id, likeness: likeness))
            }
        }
        return found.sorted {
            $0.likeness != $1.likeness
                ? $0.likeness > $1.likeness : ($0.first, $0.second) < ($1.first, $1.second)
        }
    }
}
