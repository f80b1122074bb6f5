import Casework
import SQLiteLog

/// The machine's clock; the only place where the program looks at it.
enum WallClock {
    static let now: @Sendable () -> Moment = { Moment(milliseconds: SQLiteLog.wallClock()) }
}
