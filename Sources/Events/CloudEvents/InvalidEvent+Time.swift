public import Casework

extension Event {
    /// Refuses a `time` more than a year ahead of the clock. Nothing that says the truth about when it
    /// was recorded could amend such an event, and whoever published it can state the time right.
    public func checkTime(at now: Moment) throws(InvalidEvent) {
        guard time > now.advanced(milliseconds: 366 * 86_400_000) else { return }
        throw InvalidEvent(
            field: "time", problem: "lies more than a year in the future",
            remedy: "state when the system recorded it, or set this machine's clock, which says "
                + "\(London.day(of: now))")
    }
}
