import Casework

/// A child's score over time, at moments chosen so that every step is seen.
struct ScoreCurve {
    /// In order of time; the last is now.
    let points: [(moment: Moment, total: Int)]

    /// The most points worked out.
    static let most = 200
    /// For most of them the whole chronology has to be read. So many records are read at the most,
    /// and the points are then fewer; a story of that length has them closer than anybody sees.
    private static let recordsRead = 240_000

    init(of chronology: Chronology, on axis: TimeAxis, at now: Moment, under policy: Policy) {
        let past = PastScores(of: chronology, under: policy)
        let moments = ScoreCurve.moments(chronology, axis, now)
        var totals = moments.map { past.quickTotal(at: $0) }
        let open = moments.indices.filter { totals[$0] == nil }
        let read = max(12, Self.recordsRead / max(1, chronology.entries.count))
        for index in ScoreCurve.thinned(open, to: read) {
            totals[index] = past.total(at: moments[index])
        }
        if totals[totals.count - 1] == nil {
            totals[totals.count - 1] = past.total(at: moments[moments.count - 1])
        }
        points = zip(moments, totals).compactMap { moment, total in total.map { (moment, $0) } }
    }

    /// The dates in the records, since there it rises; every week of the last year and, of the
    /// time before, some days at even distances, since there it fades.
    private static func moments(
        _ chronology: Chronology, _ axis: TimeAxis, _ now: Moment
    ) -> [Moment] {
        let start = London.moment(axis.first)
        let today = London.day(of: now)
        let dates = chronology.holding.flatMap { $0.fact.dates }.map(\.moment)
        let steps = thinned(Set(dates).filter { $0 > start && $0 < now }.sorted(), to: most / 2)
        let weeks = (0..<52).map { today - 7 * $0 }
        let earlier = max(1, today - 364 - axis.first)
        let parts = most - steps.count - weeks.count - 2
        let days = (1...parts).map { axis.first + $0 * earlier / parts }
        let between = (weeks + days).map { London.moment($0) }.filter { $0 > start && $0 < now }
        return [start] + Set(steps + between).sorted() + [now]
    }

    /// So many of them, as even as can be.
    private static func thinned<Element>(_ elements: [Element], to most: Int) -> [Element] {
        guard elements.count > most else { return elements }
        return (0..<most).map { elements[$0 * elements.count / most] }
    }
}

extension Fact {
    /// The dates that a record bears.
    var dates: [CaseDate] {
        switch self {
        case .contact(let contact): [contact.receivedAt, contact.decidedAt].compactMap(\.self)
        case .referral(let referral): [referral.receivedAt, referral.decidedAt].compactMap(\.self)
        case .closure(let closure): [closure.closedAt]
        case .retraction: []
        }
    }
}
