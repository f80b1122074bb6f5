public import Casework

/// Numbers the referrals of a child on one day, in the order of the document; nil stands for one
/// that could not be read. A return of another year may have fewer of them, and the same referral
/// has to keep its name.
public typealias CINNumbering = (ChildID, Day, [ReferralSource?]) -> [Int]

extension CINCensus {
    /// The name of a referral: a return states none.
    static func recordID(_ authority: String, _ child: ChildID, _ day: Day, _ number: Int) -> String
    {
        "\(dayPrefix(authority, child, day))\(number)"
    }

    private static func dayPrefix(_ authority: String, _ child: ChildID, _ day: Day) -> String {
        "CIN-\(authority)-\(child.text)-\(day)-"
    }

    /// The number in the name of a child's referral of a day; nil where the name is another's.
    public static func number(
        in record: RecordID, authority: String, child: ChildID, day: Day
    ) -> Int? {
        let prefix = dayPrefix(authority, child, day)
        guard record.text.hasPrefix(prefix) else { return nil }
        return Int(record.text.dropFirst(prefix.count))
    }

    /// The event by which a return says something. The same content gets the same id whenever it is
    /// read, other content another one.
    ///
    /// - Parameters:
    ///   - year: the year of the return's reference date.
    ///   - isUntold: whether the return tells neither that the episode is closed nor that it is open.
    static func event(
        _ fact: Fact, of child: ChildID, authority: String, year: Int, time: Moment,
        isUntold: Bool = false
    ) -> Event {
        var event = Event(
            id: "", source: "cin-census/\(authority)", time: time, childID: child, fact: fact)
        var digest = StableDigest()
        digest.add(EventEncoder.encode(event))
        event.id = "cin-\(authority)-\(year)-\(digest.text)" + (isUntold ? untoldMark : "")
        return event
    }

    private static let untoldMark = "-untold"

    /// What takes the closing of an episode back that a return shows without one, as that return's
    /// own word, whichever return is imported first.
    ///
    /// - Parameters:
    ///   - id: of the event by which the return states the referral.
    ///   - time: of that event.
    /// - Returns: nil where the event is none of a return's, or that return says nothing of a closing.
    public static func reopening(
        _ referral: RecordID, of child: ChildID, stated id: String, at time: Moment
    ) -> Event? {
        let parts = id.split(separator: "-")
        guard parts.count == 4, parts[0] == "cin", let year = Int(parts[2]) else { return nil }
        let retraction = Retraction(
            record: RecordReference(.closure, referral),
            reason: "open in the return to \(year)-03-31")
        return event(
            .retraction(retraction), of: child, authority: String(parts[1]), year: year, time: time)
    }
}
