/// A need made ready against one frozen catalogue: its terms with their weights, which of them are
/// neighbours, and what the statistics say.
///
/// The score of a need and a document is a function of these two alone, so the solutions of a
/// problem and the problems of a solution agree pair by pair, today's and the live ones.
public struct CompiledNeed: Sendable {
    /// Where a term came from.
    public enum Kind: String, Sendable, Codable {
        /// The need says it.
        case word
        /// Two neighbours in the need, near each other in the document.
        case phrase
        /// The vocabulary says that it means the same as something in the need.
        case synonym
        /// The documents that fit best as the need is written have it.
        case feedback
    }

    /// One term and what it can give.
    struct Term: Sendable {
        var term: String
        var kind: Kind
        /// Its rarity.
        var rarity: Double
        /// What it gives times its saturated frequency: rarity times how often the need says it,
        /// and what synonyms and feedback add.
        var weight: Double
        /// Where the need says it, or what made it join, as UTF-8 offsets.
        var ranges: [Range<Int>]
    }

    /// Two terms that are neighbours in the need.
    struct Pair: Sendable {
        var first: Int
        var second: Int
        /// The share of the lesser gain, times how often they are neighbours.
        var weight: Double
    }

    /// The need as it was written.
    public let text: String
    let terms: [Term]
    let pairs: [Pair]
    let measure: Measure
    let nearness: RankingSettings.Nearness?
    /// The terms' weights and rarities again, close together for whoever scores.
    let weights: [Double]
    let rarities: [Double]
    let neighbours: Neighbours
    /// The score that no document can exceed, 0 for a need without terms.
    public let maximum: Double

    init(
        text: String, terms: [Term], pairs: [Pair], measure: Measure,
        nearness: RankingSettings.Nearness?
    ) {
        self.text = text
        self.terms = terms
        self.pairs = pairs
        self.measure = measure
        self.nearness = nearness
        weights = terms.map(\.weight)
        rarities = terms.map(\.rarity)
        neighbours = Neighbours(pairs, terms: terms.count)
        let words = terms.reduce(0) { $0 + $1.weight }
        let nearby = pairs.reduce(0) {
            $0 + $1.weight * min(terms[$1.first].rarity, terms[$1.second].rarity)
        }
        maximum = measure.most * (words + nearby)
    }

    /// The part of the maximum that a score is, 0…1.
    public func share(of score: Double) -> Double {
        maximum > 0 ? min(1, score / maximum) : 0
    }

    /// By term its number in a table, or `TokenStream.unknown`.
    func numbers(in table: TermTable) -> [UInt32] {
        terms.map { table.find($0.term) ?? TokenStream.unknown }
    }

    /// For each term a weight that also pays for the pairs it is in: the sum of these times the
    /// saturated frequencies is never below the score, because the lesser of two numbers is never
    /// above their mean.
    var boundingWeights: [Double] {
        var weights = weights
        for pair in pairs {
            weights[pair.first] += pair.weight * terms[pair.first].rarity / 2
            weights[pair.second] += pair.weight * terms[pair.second].rarity / 2
        }
        return weights
    }
}
