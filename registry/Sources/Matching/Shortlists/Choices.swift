public import Catalogue

/// What a buyer chooses when asking for a shortlist. All of it stands in the record.
public struct Choices: Hashable, Sendable {
    /// The day that certificates and frameworks are judged on.
    public let day: Day
    /// Whether silence on a must excludes.
    public let silence: Silence
    /// How many solutions are shown: 1 to 1,000.
    public let limit: Int

    public init(day: Day, silence: Silence = .included, limit: Int = 10) {
        self.day = day
        self.silence = silence
        self.limit = min(max(1, limit), 1_000)
    }
}
