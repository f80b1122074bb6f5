/// A chronology as it reads at a moment: the records that hold and are dated no later, in the
/// order of their dates, with decisions only once they were made.
///
/// Rules look at stories and at nothing else.
public struct Story: Sendable {
    /// The moment it is read at.
    public let moment: Moment
    /// The day in London of that moment.
    public let today: Day
    /// Contacts by the date received, then by id.
    public let contacts: [Contact]
    /// Episodes by the day their referral was received.
    public let episodes: [Episode]
    /// The turns from one episode to the next, oldest first.
    public let turns: [Turn]
    /// The real loops among the turns, oldest first.
    public let loops: [Loop]
    /// The earliest date that a record bears and that is still to come.
    public let nextDate: Moment?

    /// Contacts that some referral names as the one it grew out of.
    private let referredContacts: Set<RecordID>
    /// Of each episode and those before it, the latest day of ending.
    private let latestEnds: [Day]

    /// Reads a chronology at a moment. Records dated later are not yet known; a bare date is known
    /// from the beginning of its day. A date that lies after its record was made cannot be; it is read
    /// as of the day of recording, and the check of the log names it.
    public init(_ chronology: Chronology, at moment: Moment, clocks: Clocks) {
        self.init(chronology.factsAsRead, at: moment, clocks: clocks)
    }

    /// Reads what holds, in any order.
    init(_ facts: some Sequence<Fact>, at moment: Moment, clocks: Clocks) {
        var reading = Reading(moment: moment)
        for fact in facts { reading.take(fact) }
        self.moment = moment
        today = London.day(of: moment)
        contacts = reading.contacts.sorted { ($0.receivedAt, $0.id) < ($1.receivedAt, $1.id) }
        episodes = Episode.all(of: reading.referrals, closures: reading.closures)
        turns = Turn.all(among: episodes, clocks: clocks)
        loops = Loop.all(among: turns)
        nextDate = reading.nextDate
        referredContacts = Set(reading.referrals.compactMap(\.contactID))
        latestEnds = episodes.reduce(into: []) { ends, episode in
            let end = episode.ending?.day ?? Day(number: .max)
            ends.append(max(ends.last ?? end, end))
        }
    }

    /// Whether a contact became a referral: its outcome says so, or a referral names it.
    public func becameReferral(_ contact: Contact) -> Bool {
        contact.outcome == .referral || referredContacts.contains(contact.id)
    }

    /// Whether an episode was open on a day, its last day excluded.
    public func hadOpenEpisode(on day: Day) -> Bool {
        let begun = episodes.countOfPrefix { $0.openedOn <= day }
        return begun > 0 && day < latestEnds[begun - 1]
    }

}

/// Sorts what is known at a moment from what is not.
private struct Reading {
    let moment: Moment
    var contacts: [Contact] = []
    var referrals: [Referral] = []
    var closures: [RecordID: Closure] = [:]
    var nextDate: Moment?

    mutating func take(_ fact: Fact) {
        switch fact {
        case .contact(var contact) where isKnown(contact.receivedAt):
            if let decidedAt = contact.decidedAt, !isKnown(decidedAt) {
                contact.outcome = nil
                contact.decidedAt = nil
            }
            contacts.append(contact)
        case .referral(var referral) where isKnown(referral.receivedAt):
            if let decidedAt = referral.decidedAt, !isKnown(decidedAt) {
                referral.noFurtherAction = nil
                referral.decidedAt = nil
            }
            referrals.append(referral)
        case .closure(let closure) where isKnown(closure.closedAt):
            closures[closure.referralID] = closure
        default:
            break
        }
    }

    private mutating func isKnown(_ date: CaseDate) -> Bool {
        if date.moment <= moment { return true }
        nextDate = min(nextDate ?? date.moment, date.moment)
        return false
    }
}
