/// What a group remembers of one record partition, so that it is noticed when the partition no longer
/// begins where it began, ends before what was read, or is another one under the same name.
struct Page: Hashable, Sendable {
    /// Where the partition's history begins: 0, or the first offset kept when somebody accepted
    /// knowingly that what was before is gone.
    var start: Int64 = 0
    /// The first record read: its offset, and when it was appended, in milliseconds since 1970 UTC.
    /// Negative before the first.
    var first: Int64 = -1
    var firstAt: Int64 = -1
    /// The first offset not dealt with.
    var next: Int64 = 0
    /// Whether another record was found to be the first: that one was removed since, or the topic was
    /// made anew under its old name.
    var isAnother = false

    /// As it travels in the note of a commit: `0,0,1763889123123,4120,0`.
    var text: String { "\(start),\(first),\(firstAt),\(next),\(isAnother ? 1 : 0)" }

    init() {}

    init?(_ text: some StringProtocol) {
        let parts = text.split(separator: ",", omittingEmptySubsequences: false)
            .map { Int64($0) }
        guard parts.count == 5, let start = parts[0], let first = parts[1], let firstAt = parts[2],
            let next = parts[3], let isAnother = parts[4], start >= 0, next >= 0
        else { return nil }
        (self.start, self.first, self.firstAt, self.next) = (start, first, firstAt, next)
        self.isAnother = isAnother != 0
    }
}
