import Casework
import Timekeeping

/// How fresh the board is, in words: what stands in the corner of every page.
struct LiveMark: Hashable, Sendable {
    enum State: String { case live, behind, stopped }

    let state: State
    /// The word that is set off: `Live`.
    let mark: String
    /// What follows it: `complete up to 09:41:07`.
    let words: String

    /// From how many milliseconds on the board says that it is behind.
    private static let patience: Int64 = 5_000

    init(of view: BoardView, at now: Moment) { self.init(view.progress, at: now) }

    init(_ progress: FollowingProgress, at now: Moment) {
        if progress.failure != nil {
            state = .stopped
            mark = "Stopped"
            words =
                progress.confirmedUpTo.map { "complete up to \($0.clockTime) and no further" }
                ?? "the log cannot be read"
        } else if let obstacle = progress.obstacle, obstacle.isStandstill {
            state = .stopped
            mark = "Stopped"
            words = obstacle.words
        } else if !progress.isCaughtUp {
            state = .behind
            mark = "Catching up"
            words = progress.behind == 1 ? "1 record to go" : "\(progress.behind) records to go"
        } else if let rebuilding = progress.rebuilding {
            state = .behind
            mark = "Catching up"
            words = rebuilding.words
        } else if let obstacle = progress.obstacle {
            state = .behind
            mark = "Not complete"
            words = obstacle.words
        } else if let doubt = progress.surroundings.clock {
            state = .behind
            mark = "Clock in doubt"
            words = "\(doubt.length) \(doubt.ahead < 0 ? "behind" : "ahead")"
        } else if let completeUpTo = progress.confirmedUpTo {
            let behind = now.milliseconds - completeUpTo.milliseconds
            state = behind < Self.patience ? .live : .behind
            mark = state == .live ? "Live" : "Catching up"
            words =
                state == .live
                ? "complete up to \(completeUpTo.clockTime)" : "\(behind / 1_000) s behind"
        } else if progress.surroundings.isWatched {
            state = .behind
            mark = "Catching up"
            words = "the engine has not dealt with everything yet"
        } else {
            state = .live
            mark = "Live"
            words = "complete up to \(now.clockTime)"
        }
    }

    /// As the stream tells it. The words are ours and need no escape.
    var json: String { #"{"state":"\#(state.rawValue)","mark":"\#(mark)","words":"\#(words)"}"# }
}
