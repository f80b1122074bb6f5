import Casework

/// Days from left to right.
struct TimeAxis: Sendable {
    let first: Day
    let last: Day
    let left: Double
    let right: Double

    /// - Precondition: the last day comes after the first.
    init(from first: Day, to last: Day, left: Double, right: Double) {
        self.first = first
        self.last = max(last, first + 1)
        self.left = left
        self.right = right
    }

    /// Where a day begins; days outside lie at the edge.
    func x(_ day: Day) -> Double { x(Double(day - first)) }

    /// Where a moment lies.
    func x(_ moment: Moment) -> Double {
        let since = moment.milliseconds - London.moment(first).milliseconds
        return x(Double(since) / 86_400_000)
    }

    private func x(_ days: Double) -> Double {
        let share = days / Double(last - first)
        return left + (right - left) * max(0, min(1, share))
    }

    /// The beginnings of months, as many as have room for a label of that width.
    func ticks(width: Double) -> [Day] {
        let pixelsPerMonth = (right - left) / Double(last - first) * 30.44
        let steps = [1, 2, 3, 6, 12, 24, 60]
        let step = steps.first { Double($0) * pixelsPerMonth >= width } ?? 120
        var days: [Day] = []
        var month = first.date.year * 12
        while let day = Day(year: month / 12, month: month % 12 + 1, day: 1), day <= last {
            if day >= first { days.append(day) }
            month += step
        }
        return days
    }
}

/// A coordinate to a tenth of a pixel, which is as fine as anybody sees.
func tenths(_ value: Double) -> String {
    let whole = Int((value * 10).rounded())
    let sign = whole < 0 ? "-" : ""
    let rest = abs(whole) % 10
    return rest == 0 ? "\(sign)\(abs(whole) / 10)" : "\(sign)\(abs(whole) / 10).\(rest)"
}
