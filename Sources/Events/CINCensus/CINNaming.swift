public import Casework

extension CINCensus {
    /// The name of a referral: a return states none. It follows from what every return says alike of
    /// the same referral, so that neither the order in which returns are read nor what else they say
    /// of the day changes it.
    static func recordID(
        _ child: ChildID, _ day: Day, _ source: ReferralSource, _ rank: Int
    ) -> String {
        "CIN-\(child.text)-\(day)-\(source.rawValue)-\(rank)"
    }

    /// The publisher of a return's events: `cin-census/201`, or `cin-census` where the return does
    /// not tell whose it is.
    static func source(_ authority: String?) -> String {
        authority.map { "\(sourceStart)/\($0)" } ?? sourceStart
    }

    /// Whether events of this source are a return's.
    public static func isReturn(_ source: String) -> Bool {
        source == sourceStart || source.hasPrefix("\(sourceStart)/")
    }

    private static let sourceStart = "cin-census"

    /// The event by which a return says something. The same content gets the same id whenever it is
    /// read, other content another one.
    static func event(
        _ fact: Fact, of child: ChildID, source: String, time: Moment, said: CINSaying
    ) -> Event {
        var event = Event(id: "", source: source, time: time, childID: child, fact: fact)
        var digest = StableDigest()
        digest.add(EventEncoder.encode(event))
        event.id = said.id(digest.text)
        return event
    }

    /// What takes the closing of an episode back that a return shows without one, as that return's
    /// own word, whichever return is imported first.
    ///
    /// - Parameters:
    ///   - id: of the event by which the return states the referral.
    ///   - source: of that event.
    ///   - time: of that event.
    /// - Returns: nil where the event is none of a return's, or that return says nothing of a closing.
    public static func reopening(
        _ referral: RecordID, of child: ChildID, statedBy id: String, of source: String,
        at time: Moment
    ) -> Event? {
        guard let said = CINSaying(id: id, source: source), !said.isUntold else { return nil }
        let retraction = Retraction(
            record: RecordReference(.closure, referral),
            reason: "open in the return to \(said.year)-03-31")
        return event(
            .retraction(retraction), of: child, source: source, time: time,
            said: CINSaying(year: said.year))
    }
}

/// What the id of a return's event tells of the return: `cin-2026-<digest>`, and marks behind it.
struct CINSaying: Hashable {
    /// The year of the reference date.
    var year: Int
    /// Whether the return tells neither that the episode is closed nor that it is open.
    var isUntold = false
    /// Whether something of the child was left out, so that what is not there may have been.
    var isPart = false

    private static let start = "cin"
    private static let untold = "untold"
    private static let part = "part"

    init(year: Int, isUntold: Bool = false, isPart: Bool = false) {
        self.year = year
        self.isUntold = isUntold
        self.isPart = isPart
    }

    init?(id: String, source: String) {
        let parts = id.split(separator: "-")
        guard CINCensus.isReturn(source), parts.count >= 3, parts[0] == Self.start,
            let year = Int(parts[1])
        else { return nil }
        self.init(
            year: year, isUntold: parts[3...].contains { $0 == Self.untold },
            isPart: parts[3...].contains { $0 == Self.part })
    }

    func id(_ digest: String) -> String {
        ([Self.start, "\(year)", digest] + (isUntold ? [Self.untold] : [])
            + (isPart ? [Self.part] : [])).joined(separator: "-")
    }
}
