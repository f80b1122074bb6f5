import Casework
import Synchronization

/// The points of the children at the desk, worked out anew when something was recorded and at
/// midnight, for they change at no other time.
final class ScoreBook: Sendable {
    private struct Entry {
        let version: Int
        let valid: Range<Moment>
        let points: Int
    }

    private let policy: Policy
    private let entries = Mutex<[ChildID: Entry]>([:])

    /// Beyond this many children it starts anew instead of growing.
    private static let most = 100_000

    init(policy: Policy) { self.policy = policy }

    /// The sum of a child's score before the limit of 100; nil where nothing is recorded, and an
    /// alert has to speak for it.
    func points(of file: ChildFile, at now: Moment) -> Int? {
        guard file.version > 0 else { return nil }
        let known = entries.withLock { $0[file.id] }
        if let known, known.version == file.version, known.valid.contains(now) {
            return known.points
        }
        let story = policy.story(of: file.chronology, at: now)
        let midnight = London.moment(story.today + 1)
        let entry = Entry(
            version: file.version, valid: now..<max(now, min(midnight, story.nextDate ?? midnight)),
            points: Score(of: story, under: policy).points)
        entries.withLock { entries in
            if entries.count >= Self.most { entries.removeAll() }
            entries[file.id] = entry
        }
        return entry.points
    }
}

extension Score {
    /// The sum of the parts, which is more than the total where that ends at 100.
    var points: Int { parts.reduce(0) { $0 + $1.points } }
}

extension Policy {
    /// The place of a score's band, from 0.
    func bandIndex(of score: Int) -> Int { bands.lastIndex { $0.from <= score } ?? 0 }

    /// The class of a score's colour: four shades of one hue, from grey to plum, whatever the
    /// number of bands.
    func shade(of score: Int) -> String {
        let last = max(1, bands.count - 1)
        return "shade\(1 + (bandIndex(of: score) * 3 + last / 2) / last)"
    }
}

extension Alert {
    /// The rule's name as people read it.
    var ruleTitle: String { rulesInForce.first { $0.name == rule }?.title ?? rule }
}
