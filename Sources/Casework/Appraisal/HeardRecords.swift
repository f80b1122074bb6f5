/// What was heard of a child in the order in which it was received, for rules that can tell from it,
/// without reading the story, that they give many points.
public struct HeardRecords: Sendable {
    /// By the date received.
    private let contacts: [Contact]
    /// The days on which referrals were received, and from when on the first of each is known; in
    /// order. Whatever else is recorded, each is an episode.
    private let referralDays: [(day: Day, since: Moment)]
    /// From when on a referral is known that names the contact.
    private let referred: [RecordID: Moment]

    /// - Parameter facts: what holds, by date.
    init(in facts: some Sequence<Fact>) {
        var contacts: [Contact] = []
        var days: [(day: Day, since: Moment)] = []
        var referred: [RecordID: Moment] = [:]
        for fact in facts {
            if case .contact(let contact) = fact { contacts.append(contact) }
            guard case .referral(let referral) = fact else { continue }
            let (day, since) = (referral.receivedAt.day, referral.receivedAt.moment)
            if days.last?.day != day { days.append((day, since)) }
            if let name = referral.contactID { referred[name] = referred[name] ?? since }
        }
        (self.contacts, self.referralDays, self.referred) = (contacts, days, referred)
    }

    /// The points of contacts that had become no referral by a moment, from the last back, until
    /// there are enough or they give nothing any more.
    ///
    /// - Parameter points: what a contact received on a day gives; never more for an earlier day.
    func pointsOfContacts(atLeast enough: Int, at moment: Moment, _ points: (Day) -> Int) -> Int {
        let known = contacts.countOfPrefix { $0.receivedAt.moment <= moment }
        var (sum, last) = (0, (day: Day(number: .max), points: 0))
        for contact in contacts[..<known].reversed() {
            let day = contact.receivedAt.day
            if day != last.day { last = (day, points(day)) }
            guard last.points > 0, sum < enough else { break }
            if !becameReferral(contact, by: moment) { sum += last.points }
        }
        return sum
    }

    /// The points of episodes that had begun by a moment, in the same way.
    func pointsOfEpisodes(atLeast enough: Int, at moment: Moment, _ points: (Day) -> Int) -> Int {
        var sum = 0
        let known = referralDays.countOfPrefix { $0.since <= moment }
        for (day, _) in referralDays[..<known].reversed() {
            let points = points(day)
            guard points > 0, sum < enough else { break }
            sum += points
        }
        return sum
    }

    /// As a story at that moment has it.
    private func becameReferral(_ contact: Contact, by moment: Moment) -> Bool {
        if let since = referred[contact.id], since <= moment { return true }
        return contact.outcome == .referral && (contact.decidedAt?.moment ?? moment) <= moment
    }
}

extension Array {
    /// How many elements there are, from the first on, of which something holds that holds for none
    /// after one for which it does not.
    func countOfPrefix(where holds: (Element) -> Bool) -> Int {
        var (low, high) = (0, count)
        while low < high {
            let middle = (low + high) / 2
            if holds(self[middle]) { low = middle + 1 } else { high = middle }
        }
        return low
    }
}
