/// The hours of a working day in London: from one hour to another, on working days only.
public struct WorkingHours: Hashable, Sendable {
    private let days: WorkingDays
    private let start: Int
    private let end: Int

    private static let hour: Int64 = 3_600_000
    /// Days looked at, at the most, for the next working day: ten years, beyond any calendar's gap.
    private static let horizon = 3_660

    /// - Parameters:
    ///   - start: the hour at which work begins, 0 to 22.
    ///   - end: the hour at which it ends, after `start`, 23 at the most.
    public init(days: WorkingDays, from start: Int, to end: Int) {
        precondition(0 <= start && start < end && end <= 23)
        self.days = days
        self.start = start
        self.end = end
    }

    /// The moment by which `hours` hours of work have passed since a moment. Hours of the evening,
    /// the weekend and bank holidays do not count. `hours` is 0 or more.
    public func adding(hours: Int, to moment: Moment) -> Moment {
        var left = Int64(hours) * WorkingHours.hour
        var day = London.day(of: moment)
        for _ in 0..<WorkingHours.horizon {
            if let open = opening(on: day) {
                let from = max(open.lowerBound, moment)
                let room = open.upperBound.milliseconds - from.milliseconds
                if room >= left, room > 0 { return from.advanced(milliseconds: left) }
                left -= max(0, room)
            }
            day = day + 1
        }
        return London.moment(day)
    }

    /// Milliseconds of work between two moments; 0 where the second is not the later.
    public func milliseconds(from first: Moment, to second: Moment) -> Int64 {
        guard first < second else { return 0 }
        var (day, last) = (London.day(of: first), London.day(of: second))
        var sum: Int64 = 0
        while day <= last {
            if let open = opening(on: day) {
                let from = max(open.lowerBound, first)
                let to = min(open.upperBound, second)
                sum += max(0, to.milliseconds - from.milliseconds)
            }
            day = day + 1
        }
        return sum
    }

    /// When work begins and ends on a day; nil on a day without work.
    private func opening(on day: Day) -> Range<Moment>? {
        guard days.contains(day) else { return nil }
        return London.moment(day, hour: start)..<London.moment(day, hour: end)
    }
}
