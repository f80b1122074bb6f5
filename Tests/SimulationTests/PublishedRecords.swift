import Casework
import Simulation

/// What someone knows who has nothing but the published events: for each child and record the
/// latest version, by `time` and then `id`, unless it was taken back.
struct PublishedRecords {
    private(set) var facts: [ChildID: [RecordReference: Fact]] = [:]

    init(_ events: [Event]) {
        var latest: [ChildID: [RecordReference: Event]] = [:]
        for event in events {
            let record = event.fact.record
            if let known = latest[event.childID]?[record],
                (known.time, known.id) >= (event.time, event.id)
            {
                continue
            }
            latest[event.childID, default: [:]][record] = event
        }
        facts = latest.mapValues { records in
            records.compactMapValues { event in
                if case .retraction = event.fact { return nil }
                return event.fact
            }
        }
    }

    /// Each child's referrals, oldest first.
    var referrals: [[Referral]] {
        facts.values.map { records in
            records.values.compactMap { fact in
                if case .referral(let referral) = fact { return referral }
                return nil
            }
            .sorted { ($0.receivedAt, $0.id) < ($1.receivedAt, $1.id) }
        }
    }

    var closures: [Closure] {
        facts.values.flatMap(\.values).compactMap { fact in
            if case .closure(let closure) = fact { return closure }
            return nil
        }
    }

    var contacts: [Contact] {
        facts.values.flatMap(\.values).compactMap { fact in
            if case .contact(let contact) = fact { return contact }
            return nil
        }
    }
}

/// Referrals and re-referrals in a year, counted from published events alone.
struct YearCount {
    var referrals = 0
    /// Received less than 12 months after the child's previous referral, to the day, and not on
    /// the same day.
    var reReferrals = 0
    /// The same counted as someone would who takes a referral recorded twice for two.
    var reReferralsWithDuplicates = 0

    var share: Double { Double(reReferrals) / Double(referrals) }
    var shareWithDuplicates: Double { Double(reReferralsWithDuplicates) / Double(referrals) }

    /// One count for each year of a simulation.
    static func all(_ simulation: Simulation) -> [YearCount] {
        var counts = simulation.years.map { _ in YearCount() }
        for referrals in PublishedRecords(simulation.events).referrals {
            var previous: Day?
            for day in referrals.map(\.receivedAt.day) {
                let year = simulation.years.lastIndex { $0 <= day } ?? 0
                counts[year].referrals += 1
                if let previous, day < previous.adding(months: 12) {
                    counts[year].reReferralsWithDuplicates += 1
                    if day > previous { counts[year].reReferrals += 1 }
                }
                previous = day
            }
        }
        return counts
    }

    static func total(_ counts: [YearCount]) -> YearCount {
        counts.reduce(into: YearCount()) { sum, count in
            sum.referrals += count.referrals
            sum.reReferrals += count.reReferrals
            sum.reReferralsWithDuplicates += count.reReferralsWithDuplicates
        }
    }
}

/// Councils that other tests share: simulated once, for that is the longest part.
enum Example {
    static func council(_ code: String) -> CouncilProfile {
        guard let council = CouncilProfile.find(code) else {
            preconditionFailure("There is no council \(code) in the table.")
        }
        return council
    }

    /// Hackney: near the median in size and in re-referrals.
    static let hackney = Simulation(council: council("E09000012"), years: 3, seed: 7)
    static let hackneyRecords = PublishedRecords(hackney.events)
}
