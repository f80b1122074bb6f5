import Casework
import Synchronization

/// The scores of the children on the board, worked out anew when something was recorded and at
/// midnight, for they change at no other time.
final class ScoreBook: Sendable {
    private struct Entry {
        let version: Int
        let valid: Range<Moment>
        let total: Int
    }

    private let policy: Policy
    private let entries = Mutex<[ChildID: Entry]>([:])

    /// Beyond this many children it starts anew instead of growing.
    private static let most = 100_000

    init(policy: Policy) { self.policy = policy }

    /// A child's score, 0 to 100; nil where nothing is recorded, and an alert has to speak for it.
    func total(of file: ChildFile, at now: Moment) -> Int? {
        guard file.version > 0 else { return nil }
        let known = entries.withLock { $0[file.id] }
        if let known, known.version == file.version, known.valid.contains(now) {
            return known.total
        }
        let story = policy.story(of: file.chronology, at: now)
        let midnight = London.moment(story.today + 1)
        let entry = Entry(
            version: file.version, valid: now..<max(now, min(midnight, story.nextDate ?? midnight)),
            total: Score(of: story, under: policy).total)
        entries.withLock { entries in
            if entries.count >= Self.most { entries.removeAll() }
            entries[file.id] = entry
        }
        return entry.total
    }
}
