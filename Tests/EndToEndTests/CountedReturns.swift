/// The figures of a return, counted from its plain values without anything of the program: dates
/// are texts, and a year later is the same text with another year.
struct CountedReturns: Equatable {
    var referrals = 0
    var children = 0
    var reReferrals = 0
    var returns = 0
    var sameDayDuplicates = 0
    var transferred = 0

    private typealias Story = (referred: String, closed: String?, reason: String?)

    init(_ returned: CensusReturn) {
        for child in returned.children where !child.isNameless {
            let sound = child.episodes.filter { !$0.isBroken }
            guard !sound.isEmpty else { continue }
            children += 1
            var stories: [Story] = []
            for episode in sound.sorted(by: { $0.referred < $1.referred }) {
                // Without a closure, a referral that led to nothing ends on its own day.
                let closed = episode.closed ?? (episode.noFurtherAction ? episode.referred : nil)
                if let last = stories.last, last.referred == episode.referred {
                    sameDayDuplicates += 1
                    // It is open while one of them is, and ends with the last of them.
                    if let before = last.closed, closed.map({ $0 > before }) ?? true {
                        stories[stories.count - 1].closed = closed
                        stories[stories.count - 1].reason = episode.reason
                    }
                } else {
                    stories.append((episode.referred, closed, episode.reason))
                }
            }
            count(stories)
        }
    }

    private mutating func count(_ stories: [Story]) {
        referrals += stories.count
        for (before, after) in zip(stories, stories.dropFirst()) {
            if after.referred < Self.yearLater(before.referred) { reReferrals += 1 }
            if let closed = before.closed, closed <= after.referred,
                after.referred < Self.yearLater(closed)
            {
                returns += 1
                if before.reason == "RC5" { transferred += 1 }
            }
        }
    }

    /// A year after 29 February is 28 February: in the year that follows there is no other last day.
    private static func yearLater(_ date: String) -> String {
        let parts = date.split(separator: "-")
        let day = parts[1] == "02" && parts[2] == "29" ? "28" : parts[2]
        return "\((Int(parts[0]) ?? 0) + 1)-\(parts[1])-\(day)"
    }
}
