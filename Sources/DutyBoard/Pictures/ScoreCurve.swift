import Casework

/// A child's score over time, at moments chosen so that every step is seen.
struct ScoreCurve {
    /// In order of time; the last is now.
    let points: [(moment: Moment, total: Int)]

    /// The most points worked out: each costs a reading of the whole chronology.
    static let most = 200

    init(of chronology: Chronology, on axis: TimeAxis, at now: Moment, under policy: Policy) {
        points = ScoreCurve.moments(chronology, axis, now).map { moment in
            (moment, Score(of: policy.story(of: chronology, at: moment), under: policy).total)
        }
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
    private static func thinned(_ moments: [Moment], to most: Int) -> [Moment] {
        guard moments.count > most else { return moments }
        return (0..<most).map { moments[$0 * moments.count / most] }
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
