import Casework
import HTML
import Synchronization

/// A part of the board, drawn.
struct BoardPiece: Sendable {
    let heading: String
    let html: HTML
}

/// Keeps a drawn part of the board for a second: when something happens every open page asks for it
/// at once, and they all get the same.
final class FragmentShelf: Sendable {
    private struct Shelf {
        var records: Int64 = -1
        var isCaughtUp = false
        var isRebuilding = false
        var obstacle: Surroundings.Obstacle?
        var isDoubted = false
        var pieces: [BoardFilter: (madeAt: Moment, piece: BoardPiece)] = [:]

        func isAsFresh(as other: Shelf) -> Bool {
            records == other.records && isCaughtUp == other.isCaughtUp
                && isRebuilding == other.isRebuilding && obstacle == other.obstacle
                && isDoubted == other.isDoubted
        }
    }

    private let shelf = Mutex(Shelf())

    /// For how many milliseconds a piece is good if nothing new was read.
    private static let keeps: Int64 = 1_000
    /// The most pieces kept; beyond that they are drawn anew each time.
    private static let most = 64

    /// The part of the board that a filter asks for, drawn now or a moment ago.
    func piece(
        _ filter: BoardFilter, after progress: FollowingProgress, at now: Moment,
        draw: () -> BoardPiece
    ) -> BoardPiece {
        let kept: BoardPiece? = shelf.withLock { shelf in
            let fresh = Shelf(
                records: progress.records, isCaughtUp: progress.isCaughtUp,
                isRebuilding: progress.rebuilding != nil, obstacle: progress.obstacle,
                isDoubted: progress.surroundings.clock != nil)
            if !shelf.isAsFresh(as: fresh) { shelf = fresh }
            guard let kept = shelf.pieces[filter],
                (0..<Self.keeps).contains(now.milliseconds - kept.madeAt.milliseconds)
            else { return nil }
            return kept.piece
        }
        if let kept { return kept }
        let piece = draw()
        shelf.withLock { shelf in
            guard shelf.records == progress.records, shelf.pieces.count < Self.most else { return }
            shelf.pieces[filter] = (now, piece)
        }
        return piece
    }
}
