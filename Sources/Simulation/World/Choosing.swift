import Foundation

import Casework

// Who is at the door: someone who comes back, someone who was only in contact, or someone new.

extension FrontDoor {
    /// The household of the next referral.
    mutating func nextReferred(on day: Int) -> Int {
        if reReferrals.draw(weight: reReferralWeight(on: day), &random),
            let household = returning(on: day)
        {
            return household
        }
        if random.chance(knownBefore(on: day)), let household = returningLate(on: day) {
            return household
        }
        if random.chance(Contacting.contactFirstShare), let household = contactedOnly(on: day) {
            return household
        }
        return newHousehold()
    }

    private mutating func newHousehold() -> Int {
        register.add(
            size: Siblings.count.draw(&random), isProne: random.chance(Returning.proneShare))
    }

    /// A household referred less than 12 months ago and closed since.
    private mutating func returning(on day: Int) -> Int? {
        closed.find(before: day, Returning.quick, tries: 80, &random) { household, random in
            guard let referredOn = register.idleSince(household, closedBefore: day),
                day < timeline.anniversary(referredOn)
            else { return false }
            return register.households[household].comesBack(&random)
        }
    }

    /// A household whose last referral was 12 months ago or longer, and which is closed.
    private mutating func returningLate(on day: Int) -> Int? {
        closed.find(before: day, Returning.slow, tries: 80, &random) { household, random in
            guard let referredOn = register.idleSince(household, closedBefore: day),
                day >= timeline.anniversary(referredOn)
            else { return false }
            return register.households[household].comesBack(&random)
        }
    }

    /// A household that got in touch and was never referred.
    private mutating func contactedOnly(on day: Int) -> Int? {
        contacted.find(before: day, Contacting.again, tries: 10, &random) { household, _ in
            register.households[household].referredOn == nil
        }
    }

    /// The household of the next contact that does not become a referral.
    mutating func nextHeardOf(on day: Int) -> Int {
        if let crowd { return nextHeardOf(on: day, amongst: crowd) }
        let luck = random.unit()
        if luck < Contacting.referredShare, let household = referredBefore(on: day) {
            return household
        }
        if luck < Contacting.referredShare + Contacting.contactedShare,
            let household = contactedOnly(on: day)
        {
            return household
        }
        return newHousehold()
    }

    /// The same, new or known as a given number of children in the end asks for.
    private mutating func nextHeardOf(on day: Int, amongst crowd: Int) -> Int {
        let wanted = crowd * (day + 1) / timeline.count
        if register.childIDs.count < wanted { return newHousehold() }
        return referredBefore(on: day) ?? contactedOnly(on: day) ?? newHousehold()
    }

    /// A household with an episode closed some time ago, whatever came after it.
    private mutating func referredBefore(on day: Int) -> Int? {
        closed.find(before: day, Contacting.again, tries: 10, &random) { household, _ in
            register.households[household].isPresent
        }
    }

    private func knownBefore(on day: Int) -> Double {
        let since = Double(day - timeline.yearStarts[1])
        guard since > 0 else { return 0 }
        return Returning.knownBefore * (1 - exp(-since / Returning.knownBeforeDelay))
    }
}

extension Household {
    /// Whether some of its children are still here.
    var isPresent: Bool { departed.rawValue.nonzeroBitCount < Int(size) }

    /// Whether it does come back when it could: always where it is prone to.
    fileprivate func comesBack(_ random: inout RandomSource) -> Bool {
        isProne || random.chance(Returning.othersLikelihood)
    }
}

extension Register {
    /// The day of a household's last referral where its episode closed before a day and has not
    /// been followed by another; nil otherwise.
    func idleSince(_ number: Int, closedBefore day: Int) -> Int? {
        let household = households[number]
        guard household.isPresent, !household.awaitsReopening, let closedOn = household.closedOn,
            closedOn < day
        else { return nil }
        return household.referredOn
    }
}
