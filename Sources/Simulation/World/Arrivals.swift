import Foundation

import Casework

/// How many referrals have come by the end of each day: the council's yearly number, shaped by
/// its months, by the week, and by luck.
struct Arrivals: Sendable {
    /// By the end of each day of the timeline, from the beginning.
    let byEndOfDay: [Int]
    /// By the end of the year that each day is in.
    let byEndOfYear: [Int]

    /// Years differ by this share from the published one at most.
    private static let yearlySwing = 0.015
    /// How busy the days of a week are, from Monday.
    private static let week = [1.05, 1.05, 1.0, 1.0, 1.0, 0.18, 0.14]

    init(_ profile: CouncilProfile, scale: Double, on timeline: Timeline, _ random: RandomSource) {
        var random = random
        var byEndOfDay: [Int] = []
        var byEndOfYear: [Int] = []
        var before = 0
        for (start, next) in zip(timeline.yearStarts, timeline.yearStarts.dropFirst()) {
            let swing = 1 + Arrivals.yearlySwing * (2 * random.unit() - 1)
            let total = Int((Double(profile.referrals) * scale * swing).rounded())
            let weights = Arrivals.weights(of: start..<next, profile, timeline, &random)
            let sum = weights.reduce(0, +)
            var sofar = 0.0
            for weight in weights {
                sofar += weight
                byEndOfDay.append(before + Int((sofar / sum * Double(total)).rounded()))
            }
            before += total
            byEndOfYear += repeatElement(before, count: next - start)
        }
        self.byEndOfDay = byEndOfDay
        self.byEndOfYear = byEndOfYear
    }

    /// The weights of a year's days. Those of a month add up to the month's share, whatever the
    /// luck of its days.
    private static func weights(
        of year: Range<Int>, _ profile: CouncilProfile, _ timeline: Timeline,
        _ random: inout RandomSource
    ) -> [Double] {
        var monthSums = [Double](repeating: 0, count: 13)
        let days = year.map { index in
            let day = timeline.day(index)
            let month = day.date.month
            let weight = week[day.weekday - 1] * (0.6 + 0.8 * random.unit())
            monthSums[month] += weight
            return (month: month, weight: weight)
        }
        return days.map { $0.weight * profile.months[$0.month - 1] / monthSums[$0.month] }
    }
}
