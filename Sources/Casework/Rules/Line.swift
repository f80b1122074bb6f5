/// Finds when a score stood above the line, looking at as few moments as it can: a score moves with
/// what is recorded and at midnight, so one look at the end of each day tells the days apart, and
/// only the day found is looked into.
struct Line {
    private let scoreFrom: Int
    private let scores: Scores
    /// The moments at which the score may have moved, by day, in order.
    private let days: [(day: Day, moments: [Moment])]
    private let now: Moment
    private let past: PastScores
    private var known: [Moment: Bool] = [:]

    /// - Parameter moments: in order, none later than `now`.
    init(scoreFrom: Int, scores: Scores, now: Moment, moments: [Moment]) {
        self.scoreFrom = scoreFrom
        self.scores = scores
        var days: [(day: Day, moments: [Moment])] = []
        for moment in moments {
            let day = London.day(of: moment)
            if days.last?.day == day {
                days[days.count - 1].moments.append(moment)
            } else {
                days.append((day, [moment]))
            }
        }
        self.days = days
        self.now = now
        past = scores.past
    }

    /// The first day, within a range of moments, at whose last moment the score stood above.
    mutating func firstDayAbove(in range: ClosedRange<Moment>) -> Day? {
        for (day, moments) in days {
            guard let last = moments.last(where: range.contains) else { continue }
            if isAbove(last) { return day }
        }
        return nil
    }

    /// The first moment of such a day, within the range, at which the score stood above. Within a
    /// day what is recorded adds up, so the moment is found by halving.
    mutating func firstMomentAbove(
        on day: Day, in range: ClosedRange<Moment>
    ) -> (Moment, Score) {
        let moments = days.first { $0.day == day }?.moments.filter(range.contains) ?? []
        var (low, high) = (0, moments.count - 1)
        while low < high {
            let middle = (low + high) / 2
            if isAbove(moments[middle]) { high = middle } else { low = middle + 1 }
        }
        return (moments[low], moments[low] == now ? scores.now : scores.at(moments[low]))
    }

    private mutating func isAbove(_ moment: Moment) -> Bool {
        if moment == now { return scores.now.total >= scoreFrom }
        if let known = known[moment] { return known }
        let isAbove = past.isAtLeast(scoreFrom, at: moment)
        known[moment] = isAbove
        return isAbove
    }
}
