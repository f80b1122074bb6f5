/// What a person said of two records. It holds until a person says something else of the two, or
/// takes it back.
public struct Decision: Hashable, Sendable {
    /// Distinguishes decisions of one time.
    public let id: String
    /// Milliseconds since 1970; the latest of a pair counts, and of one time that with the greater
    /// id.
    public let time: Int64
    public let verdict: Verdict
    /// The identifiers of the two records, in either order.
    public let one, other: String

    public init(id: String, time: Int64, _ verdict: Verdict, _ one: String, _ other: String) {
        self.id = id
        self.time = time
        self.verdict = verdict
        self.one = one
        self.other = other
    }

    public enum Verdict: String, Sendable, CaseIterable {
        case same
        case different
        /// As if nothing had been said of the two.
        case takenBack
    }
}
