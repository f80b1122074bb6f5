import Caseloads
import Casework
import EventLog
import Events
import Foundation

/// Census returns into the log. The importer is the publisher of its events, so it also sees to what
/// they mean beside what is there already.
///
/// - A corrected return often bears the time of the one it corrects, to the second: what it says
///   anew moves a millisecond behind.
/// - What a later return shows without a closing was opened again, or never closed: the closing that
///   an earlier return states is taken back, whichever of the two comes first.
/// - A referral that a later return has under another source, or no longer, though it states the
///   day, is taken back.
final class ReturnImport {
    private let log: any EventLog
    private let clock: () -> Moment
    private var chronologies: [ChildID: Chronology]
    private(set) var changes = Changes()

    /// What a return changed of what the log says.
    struct Changes {
        var new = 0
        var amended = 0
        var unchanged = 0
        var takenBack = 0
        /// Whether the return says that it was made in the future; it counts as made now.
        var isFromFuture = false
    }

    /// The referrals that the return being read states, by child and day.
    private var stated: [ChildID: [Day: Set<RecordID>]] = [:]
    /// The days of which it said something new.
    private var news: [ChildID: Set<Day>] = [:]
    /// Two times that an importer may have moved apart (`afterWhatItAmends`), in milliseconds.
    private static let apart = CINCensus.apart

    /// - Throws: what reading the log throws.
    init(log: any EventLog, clock: @escaping () -> Moment = WallClock.now) throws {
        self.log = log
        self.clock = clock
        chronologies = try Caseload(from: log).chronologies
    }

    /// Imports a return; once this returns, what it says is durable.
    ///
    /// - Parameters:
    ///   - earlier: the file of the return that this one corrects, where there is one.
    func read(
        _ path: String, correcting earlier: String?, progress: @escaping (Int) -> Void,
        problem: @escaping (CINProblem) -> Void
    ) throws -> CINSummary {
        changes = Changes()
        (stated, news) = ([:], [:])
        let publishing = Publishing(to: log)
        let now = clock()
        let summary = try CINCensus.read(
            path: path, correcting: try earlier.map(records), progress: progress,
            emit: { [self] event, _ in
                let event = madeBy(now, event)
                if case .referral(let referral) = event.fact {
                    stated[event.childID, default: [:]][referral.receivedAt.day, default: []]
                        .insert(referral.id)
                }
                try take(event, publishing)
                try reopen(after: event, publishing)
            },
            withoutClosing: { [self] event, _ in
                try reopen(stated: madeBy(now, event), publishing)
            },
            problem: problem)
        try takeBack(summary.time.map { changes.isFromFuture ? now : $0 }, publishing)
        try publishing.finish()
        return summary
    }

    private func records(of path: String) throws -> CINRecords {
        guard let stream = InputStream(fileAtPath: path) else {
            throw Failure("The file \(path) cannot be read. Is the path right?")
        }
        return try CINRecords(of: stream)
    }

    /// A return is made before it is imported, whatever it says: what it says from the future could
    /// not be amended until then.
    private func madeBy(_ now: Moment, _ event: Event) -> Event {
        guard event.time > now.advanced(milliseconds: 86_400_000) else { return event }
        changes.isFromFuture = true
        var event = event
        event.time = now
        return event
    }

    private func take(_ event: Event, _ publishing: Publishing) throws {
        let event = afterWhatItAmends(event)
        let record = event.fact.record
        let before = chronologies[event.childID]?.holding(record)?.fact
        if case .retraction = event.fact, case .retraction? = before { return }
        // Whatever is in the log already, to the letter, is not put there again.
        if chronologies[event.childID, default: Chronology()].insert(event) {
            if case .referral(let referral) = event.fact {
                news[event.childID, default: []].insert(referral.receivedAt.day)
            }
            try publishing.publish(event, bytes: EventEncoder.encode(event))
        }
        count(from: before, to: chronologies[event.childID]?.holding(record)?.fact)
    }

    private func count(from before: Fact?, to after: Fact?) {
        switch (before, after) {
        case (nil, .retraction), (.retraction, .retraction): break
        case (_, .retraction): changes.takenBack += 1
        case (nil, _), (.retraction, _): changes.new += 1
        default: if before == after { changes.unchanged += 1 } else { changes.amended += 1 }
        }
    }

    /// An event that says something new about a record, at the very second at which the log has
    /// something else, is the correction: it moves a millisecond behind.
    private func afterWhatItAmends(_ event: Event) -> Event {
        guard let chronology = chronologies[event.childID],
            !chronology.entries.contains(where: { $0.id == event.id && $0.source == event.source }),
            let holding = chronology.holding(event.fact.record),
            CINCensus.isReturn(holding.source), holding.fact != event.fact,
            (0..<Self.apart).contains(holding.time.milliseconds - event.time.milliseconds)
        else { return event }
        var event = event
        event.time = holding.time.advanced(milliseconds: 1)
        return event
    }
}

// MARK: What another return says

extension ReturnImport {
    /// The return shows a referral without a closing: one that an earlier return states is taken
    /// back.
    private func reopen(stated event: Event, _ publishing: Publishing) throws {
        let record = RecordReference(.closure, event.fact.record.id)
        guard let holding = chronologies[event.childID]?.holding(record),
            case .closure = holding.fact, CINCensus.isReturn(holding.source),
            holding.time < event.time.advanced(milliseconds: Self.apart),
            let reopening = CINCensus.reopening(
                record.id, of: event.childID, statedBy: event.id, of: event.source, at: event.time)
        else { return }
        try take(reopening, publishing)
    }

    /// The return states a closing that a later return, imported before it, no longer has.
    private func reopen(after event: Event, _ publishing: Publishing) throws {
        guard case .closure(let closure) = event.fact,
            let chronology = chronologies[event.childID],
            let stated = chronology.holding(RecordReference(.referral, closure.referralID)),
            case .referral = stated.fact, CINCensus.isReturn(stated.source),
            stated.time >= event.time.advanced(milliseconds: Self.apart),
            let holding = chronology.holding(event.fact.record), case .closure = holding.fact,
            holding.time.advanced(milliseconds: Self.apart) <= stated.time,
            let reopening = CINCensus.reopening(
                closure.referralID, of: event.childID, statedBy: stated.id, of: stated.source,
                at: stated.time)
        else { return }
        try take(reopening, publishing)
    }

    /// The return, or a later one that is known, has a day otherwise than the log: once it has been
    /// read to its end, since a child may stand in it twice.
    private func takeBack(_ time: Moment?, _ publishing: Publishing) throws {
        for (child, days) in stated {
            for (day, records) in days {
                let isNews = news[child]?.contains(day) == true
                let silences = CINCensus.silences(
                    in: chronologies[child] ?? Chronology(), of: child, on: day,
                    stated: isNews ? time.map { (records, $0) } : nil)
                for event in silences { try take(event, publishing) }
            }
        }
    }
}
