public import Casework

extension CINCensus {
    /// Two times that an importer may have moved apart, in milliseconds: the times of one return.
    public static let apart: Int64 = 1_000

    /// What takes back the referrals of a day that a return says nothing of, though it would have to.
    ///
    /// A return has each referral that was open in its year, or closed in it. So where a later one
    /// states a day of a child, and not a referral of that day that was open or closed in its year as
    /// an earlier one tells it, the later one has it under another source, or not at all. Of one that
    /// tells half a closing nobody knows when it ended, and it stays. The
    /// retraction comes right behind what it takes back: whatever any return says later holds, in
    /// whichever order they are imported.
    ///
    /// - Parameters:
    ///   - chronology: everything that is known of the child.
    ///   - stated: the return that has just been imported, where it brought anything new of the day:
    ///     the referrals it states, and its time. One of the same time that lacks them was corrected
    ///     by it.
    public static func silences(
        in chronology: Chronology, of child: ChildID, on day: Day,
        stated: (records: Set<RecordID>, time: Moment)? = nil
    ) -> [Event] {
        let statements = chronology.entries.filter { entry in
            guard case .referral(let referral) = entry.fact else { return false }
            return referral.receivedAt.day == day && isReturn(entry.source)
        }
        return Set(statements.map(\.record)).sorted { $0.id < $1.id }.flatMap { record -> [Event] in
            guard let held = chronology.holding(record), case .referral(let referral) = held.fact,
                let told = CINSaying(id: held.id, source: held.source), !told.isUntold
            else { return [] }
            let closing = chronology.holding(referral.closureReference)
            let end = end(of: referral, closing)
            let speaker = statements.first { other in
                guard other.record != record, lacks(record, other, held, stated),
                    let said = CINSaying(id: other.id, source: other.source), !said.isPart,
                    let start = Day(year: said.year - 1, month: 4, day: 1)
                else { return false }
                return end.map { $0 >= start } ?? true
            }
            // Its closing closes nothing any more, and holds again where another return states it.
            guard let speaker, let event = retraction(of: held, for: child, speaker) else {
                return []
            }
            return [event]
        }
    }

    /// Whether the return that a statement is of has not the record, as it is later than the last one
    /// that has.
    private static func lacks(
        _ record: RecordReference, _ other: Entry, _ held: Entry,
        _ stated: (records: Set<RecordID>, time: Moment)?
    ) -> Bool {
        let gap = other.time.milliseconds - held.time.milliseconds
        if gap >= apart { return true }
        guard gap > -apart, let stated else { return false }
        return stated.records.contains(other.record.id) && !stated.records.contains(record.id)
            && abs(held.time.milliseconds - stated.time.milliseconds) < apart
    }

    private static func end(of referral: Referral, _ closing: Entry?) -> Day? {
        if case .closure(let closure)? = closing?.fact {
            return max(closure.closedAt.day, referral.receivedAt.day)
        }
        return referral.noFurtherAction == true ? referral.receivedAt.day : nil
    }

    private static func retraction(
        of entry: Entry, for child: ChildID, _ speaker: Entry
    ) -> Event? {
        guard let said = CINSaying(id: speaker.id, source: speaker.source) else { return nil }
        let retraction = Retraction(
            record: entry.record,
            reason: "not in the return to \(said.year)-03-31, which has others of its day")
        return event(
            .retraction(retraction), of: child, source: speaker.source,
            time: entry.time.advanced(milliseconds: 1), said: CINSaying(year: said.year))
    }
}
