/// What a part of a need found in a document, and what that gave. All contributions of a pair sum
/// to its score.
public struct Contribution: Sendable, Hashable {
    /// The need's words, as written; for feedback, whose words are not the need’s, the document’s.
    public let words: String
    /// Where the need says it, as UTF-8 offsets; empty for feedback.
    public let needRanges: [Range<Int>]
    public let kind: CompiledNeed.Kind
    /// The document's field and passage in it, from 0.
    public let field: Int
    public let passage: Int
    /// The passage, as written.
    public let text: String
    /// Where the passage says it, as UTF-8 offsets.
    public let textRanges: [Range<Int>]
    /// Above 0.
    public let gain: Double
}
