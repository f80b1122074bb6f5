/// **Something was heard.** Every contact and every referral counts a little, and less as time
/// passes. One alone never makes an alert; it is the ground on which the other rules stand, so
/// that a child who is heard of often ranks before one who is heard of once.
public struct FrontDoorActivity: Rule {
    public static let name = "front-door-activity"
    public static let title = "Heard of"

    /// Points for a contact that did not become a referral.
    public var contactPoints: Double
    /// Days in which a contact's points fade by half.
    public var contactHalfLifeDays: Int
    /// Points for a referral.
    public var referralPoints: Double
    /// Days in which a referral's points fade by half.
    public var referralHalfLifeDays: Int

    public var limits: [Limit] {
        [
            Limit("contactPoints", contactPoints, in: Limit.points),
            Limit("contactHalfLifeDays", contactHalfLifeDays, in: Limit.days),
            Limit("referralPoints", referralPoints, in: Limit.points),
            Limit("referralHalfLifeDays", referralHalfLifeDays, in: Limit.days),
        ]
    }

    public func weigh(_ story: Story, under policy: Policy) -> [Contribution] {
        let contacts = story.contacts.filter { !story.becameReferral($0) }.map { contact in
            Contribution(
                rule: name,
                reason: "A contact from \(contact.source.body.rawValue)",
                evidence: [contact.reference], points: contactPoints,
                since: contact.receivedAt.day, fading: .halfLife(days: contactHalfLifeDays))
        }
        let referrals = story.episodes.map { episode in
            Contribution(
                rule: name,
                reason: "A referral from \(list(episode.bodies.map(\.rawValue)))",
                evidence: episode.evidence, points: referralPoints,
                since: episode.openedOn, fading: .halfLife(days: referralHalfLifeDays))
        }
        return contacts + referrals
    }

    public func points(atLeast enough: Int, in story: Story, under policy: Policy) -> Int {
        let (contact, referral) = (
            Fading.halfLife(days: contactHalfLifeDays), Fading.halfLife(days: referralHalfLifeDays)
        )
        var sum = 0
        // From the latest back: once they give nothing, earlier ones give nothing either.
        for episode in story.episodes.reversed() {
            let points = referral.points(
                of: referralPoints, since: episode.openedOn, on: story.today)
            guard points > 0, sum < enough else { break }
            sum += points
        }
        for heard in story.contacts.reversed() {
            let points = contact.points(
                of: contactPoints, since: heard.receivedAt.day, on: story.today)
            guard points > 0, sum < enough else { break }
            if !story.becameReferral(heard) { sum += points }
        }
        return sum
    }

    public func points(
        atLeast enough: Int, from heard: HeardRecords, at moment: Moment
    ) -> Int {
        let today = London.day(of: moment)
        let contacts = heard.pointsOfContacts(atLeast: enough, at: moment) { day in
            Fading.halfLife(days: contactHalfLifeDays)
                .points(of: contactPoints, since: day, on: today)
        }
        return contacts
            + heard.pointsOfEpisodes(atLeast: enough - contacts, at: moment) { day in
                Fading.halfLife(days: referralHalfLifeDays)
                    .points(of: referralPoints, since: day, on: today)
            }
    }

    public func reach(under policy: Policy) -> Int? { 1 }
}
