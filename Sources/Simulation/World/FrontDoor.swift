import Foundation

import Casework

/// A simulated front door, day after day: households are referred, closed and come back, and many
/// more only get in touch.
///
/// Nobody is known before the first day, so what the events say is all there is: re-referrals are
/// drawn from children whose previous referral is inside the published period, at the council's
/// share from the first year on (a little below it at the beginning, a little above at the end of
/// that year). So the share that anyone counts from the events alone is the council's, in every
/// year and over all of them, and no hidden history has to be explained away.
struct FrontDoor: Sendable {
    let profile: CouncilProfile
    let timeline: Timeline
    let arrivals: Arrivals

    /// How many children there are to be in the end, about; nil lets it come as it may.
    let crowd: Int?

    var register = Register()
    var publisher: Publisher
    var turns: [TrueTurn] = []
    var random: RandomSource

    /// Households by the day an episode of theirs closed, by the day they got in touch, and by
    /// the day they are to be opened again.
    var closed: HouseholdsByDay
    var contacted: HouseholdsByDay
    var reopening: [Int: [Int]] = [:]

    var reReferrals: Quota
    var courses: Courses
    var referralCount = 0
    var contactCount = 0
    /// Contacts that did not become a referral.
    var otherContactCount = 0

    let sources: Distribution<ReferralSource>
    let needs: Distribution<PrimaryNeed>
    /// How often a return keeps its need for sure, so that with the chance agreements among the
    /// rest `Returning.sameNeed` comes out. Where one need is so common that chance alone does
    /// more, never.
    let needKept: Double

    init(
        _ profile: CouncilProfile, timeline: Timeline, scale: Double = 1, crowd: Int? = nil,
        seed: UInt64
    ) {
        let random = RandomSource(seed: seed)
        self.profile = profile
        self.timeline = timeline
        self.crowd = crowd
        self.random = random.forked(1)
        arrivals = Arrivals(profile, scale: scale, on: timeline, random.forked(2))
        publisher = Publisher(timeline: timeline, random.forked(3))
        closed = HouseholdsByDay(days: timeline.count)
        contacted = HouseholdsByDay(days: timeline.count)
        reReferrals = Quota(share: profile.reReferralShare)
        courses = Courses(profile)
        sources = Sources.distribution(profile)
        let needs = PrimaryNeed.allCases.map { ($0, profile.needs[$0] ?? 0) }
        self.needs = Distribution(needs)
        let chance = needs.reduce(0) { $0 + $1.1 * $1.1 }
        needKept = max(0, (Returning.sameNeed - chance) / (1 - chance))
    }

    /// Lives through the whole period.
    mutating func run() {
        for day in 0..<timeline.count {
            for household in reopening.removeValue(forKey: day) ?? [] {
                reopen(household, on: day)
            }
            while referralCount < arrivals.byEndOfDay[day] {
                refer(nextReferred(on: day), on: day)
            }
            let contacts = Int(Double(referralCount) * (Contacting.perReferral - 1))
            while otherContactCount < contacts { hear(on: day) }
        }
    }

    /// How frequent re-referrals are on a day, next to the council's share: they grow over the
    /// referrals of the first year, 1 on average, and are level from then on.
    func reReferralWeight(on day: Int) -> Double {
        guard day < timeline.yearStarts[1] else { return 1 }
        let along = Double(arrivals.byEndOfDay[day]) / Double(arrivals.byEndOfYear[day])
        let ramp = Returning.firstYear
        return ramp.lowerBound + along * (ramp.upperBound - ramp.lowerBound)
    }

    /// How many referrals the year of a day has still room for.
    func room(on day: Int) -> Int { arrivals.byEndOfYear[day] - referralCount }
}
