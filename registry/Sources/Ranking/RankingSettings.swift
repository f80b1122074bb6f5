/// How words rank. The standard settings are what the registry uses; the plain ones are FTS5's.
public struct RankingSettings: Sendable, Equatable {
    /// By field: how much a word there counts, 1 for an ordinary one. A document's fields are in
    /// this order.
    public var fieldWeights: [Double]
    public var tokens: TokenRules
    public var rarity: Rarity
    /// Where a term's repetition stops to pay: BM25's k1, above 0.
    public var saturation: Double
    /// How much a long document is marked down: BM25's b, 0…1.
    public var lengthShare: Double
    /// Nil where only words count and not how near they stand to each other.
    public var nearness: Nearness?
    /// Nil where a need is taken as it is written.
    public var feedback: Feedback?
    public var vocabulary: Vocabulary
    /// Terms of a need beyond this many are not looked at, so that no text costs more than this.
    public var needLimit = 2_000

    /// How much a term is worth by the number of documents that have it.
    public enum Rarity: String, Sendable, Codable {
        /// FTS5's: ln((N - n + 0.5) / (n + 0.5)), at least 0.000001.
        case floored
        /// Lucene's: ln(1 + (N - n + 0.5) / (n + 0.5)), always above 0.
        case smoothed
    }

    /// What two neighbouring terms of a need give where they stand near each other in a document:
    /// a share of the lesser of the two terms' own gains (after Rasolofo and Savoy, 2003). Two
    /// places at a distance d count 1/d², and all together no more than 1, so that repeating a
    /// phrase gains nothing.
    public struct Nearness: Sendable, Equatable {
        /// The share, 0…1.
        public var weight: Double
        /// How many terms apart still counts, 1 for next to each other.
        public var window: Int

        public init(weight: Double, window: Int) {
            self.weight = weight
            self.window = window
        }
    }

    /// What a need takes over from the documents that fit it best as it is written.
    public struct Feedback: Sendable, Equatable {
        /// How many documents are asked.
        public var documents: Int
        /// How many terms are taken over at most.
        public var terms: Int
        /// What they weigh together, as a share of what the need's own terms weigh.
        public var weight: Double
        /// How much more a better document has to say: its score, as a part of the best one's, to
        /// this power.
        public var focus: Double

        public init(documents: Int, terms: Int, weight: Double, focus: Double) {
            self.documents = documents
            self.terms = terms
            self.weight = weight
            self.focus = focus
        }
    }

    public init(
        fieldWeights: [Double], tokens: TokenRules, rarity: Rarity, saturation: Double,
        lengthShare: Double, nearness: Nearness?, feedback: Feedback?,
        vocabulary: Vocabulary = Vocabulary()
    ) {
        self.fieldWeights = fieldWeights
        self.tokens = tokens
        self.rarity = rarity
        self.saturation = saturation
        self.lengthShare = lengthShare
        self.nearness = nearness
        self.feedback = feedback
        self.vocabulary = vocabulary
    }

    /// What the registry uses. Where each figure comes from is told in `Documentation/Ranking.md`.
    public static func standard(
        fieldWeights: [Double], vocabulary: Vocabulary = Vocabulary()
    ) -> RankingSettings {
        RankingSettings(
            fieldWeights: fieldWeights, tokens: .english, rarity: .smoothed, saturation: 1.2,
            lengthShare: 0.75, nearness: Nearness(weight: 0.1, window: 2),
            feedback: Feedback(documents: 10, terms: 40, weight: 0.8, focus: 4),
            vocabulary: vocabulary)
    }

    /// What an FTS5 table with `porter unicode61` and these column weights gives.
    public static func plain(fieldWeights: [Double]) -> RankingSettings {
        RankingSettings(
            fieldWeights: fieldWeights, tokens: .plain, rarity: .floored, saturation: 1.2,
            lengthShare: 0.75, nearness: nil, feedback: nil)
    }
}
