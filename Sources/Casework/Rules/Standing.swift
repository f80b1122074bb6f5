/// For how long after it came to be so a finding is worth a person's attention. A board that
/// forgets nothing teaches people to forget the board.
struct Standing {
    /// In days, 1 or more; the day it came to be so is the first.
    let days: Int

    /// Whether what came to be so on `day` still stands.
    func holds(since day: Day, on today: Day) -> Bool { today < end(since: day) }

    /// The first day on which it no longer stands.
    func end(since day: Day) -> Day { day + days }

    /// The earliest end that is still to come, among things that came to be so on these days.
    func nextEnd(of days: some Sequence<Day>, after today: Day) -> Moment? {
        days.map { end(since: $0) }.filter { $0 > today }.min().map { London.moment($0) }
    }
}
