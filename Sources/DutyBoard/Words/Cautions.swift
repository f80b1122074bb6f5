import Casework
import Timekeeping

extension FollowingProgress {
    /// What keeps a page from being the whole truth, in sentences; empty where nothing does.
    var cautions: [String] { [readingCaution, clockCaution].compactMap(\.self) }

    private var clockCaution: String? {
        surroundings.clock.map { doubt in
            """
            \(doubt) No alert is withdrawn on its word, and times here are counted without it, \
            until the clock is set right or whoever runs Second Look confirms that it is right.
            """
        }
    }

    private var readingCaution: String? {
        if failure != nil {
            let time = confirmedUpTo.map { " since \($0.timeOfDay)" } ?? ""
            return """
                The board has not been able to read the log\(time). What stands here may be out \
                of date. Tell whoever runs Second Look.
                """
        }
        if isCaughtUp {
            if let obstacle { return obstacle.caution }
            return rebuilding.map { rebuilding in
                """
                Catching up: \(rebuilding.words). What was recorded of their children in the \
                meantime shows here once that is done.
                """
            }
        }
        return """
            The board is still reading: \(counted(Int(behind), "record")) to go. Cases may be \
            missing until then.
            """
    }
}
