import Casework
import HTML
import Synchronization

/// A part of the board, drawn.
struct BoardPiece: Sendable {
    let heading: String
    let html: HTML
}

/// Which part of the queue is drawn, and for whom: a row says who has it, and `you` is another for
/// each reader.
struct PieceKey: Hashable, Sendable {
    let filter: DeskFilter
    let tenant: String
    let object: String
}

/// Keeps what was worked out for a second: when something happens every open page asks for it at
/// once, and they all get the same.
final class Shelf<Key: Hashable & Sendable, Value: Sendable>: Sendable {
    private struct Content {
        var records: Int64 = -1
        var isCaughtUp = false
        var isRebuilding = false
        var obstacle: Surroundings.Obstacle?
        var isDoubted = false
        var values: [Key: (madeAt: Moment, value: Value)] = [:]

        func isAsFresh(as other: Content) -> Bool {
            records == other.records && isCaughtUp == other.isCaughtUp
                && isRebuilding == other.isRebuilding && obstacle == other.obstacle
                && isDoubted == other.isDoubted
        }
    }

    private let content = Mutex(Content())

    /// For how many milliseconds a value is good if nothing new was read.
    private static var keeps: Int64 { 1_000 }
    /// The most values kept; beyond that they are made anew each time.
    private static var most: Int { 256 }

    /// What stands for a key, made now or a moment ago.
    func value(
        for key: Key, after progress: FollowingProgress, at now: Moment, make: () -> Value
    ) -> Value {
        let kept: Value? = content.withLock { content in
            let fresh = Content(
                records: progress.records, isCaughtUp: progress.isCaughtUp,
                isRebuilding: progress.rebuilding != nil, obstacle: progress.obstacle,
                isDoubted: progress.surroundings.clock != nil)
            if !content.isAsFresh(as: fresh) { content = fresh }
            guard let kept = content.values[key],
                (0..<Self.keeps).contains(now.milliseconds - kept.madeAt.milliseconds)
            else { return nil }
            return kept.value
        }
        if let kept { return kept }
        let value = make()
        content.withLock { content in
            guard content.records == progress.records, content.values.count < Self.most else {
                return
            }
            content.values[key] = (now, value)
        }
        return value
    }
}
