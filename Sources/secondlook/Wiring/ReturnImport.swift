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
/// - A return of a later year may have fewer referrals of a day: each keeps the name it has.
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

    /// Two times that an importer may have moved apart (`afterWhatItAmends`), in milliseconds.
    private static let apart: Int64 = 1_000

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
        let publishing = Publishing(to: log)
        let now = clock()
        let summary = try CINCensus.read(
            path: path, correcting: try earlier.map(records),
            numbering: { [self] in numbers(of: $0, $1, $2) }, progress: progress,
            emit: { [self] event, _ in
                let event = madeBy(now, event)
                try take(event, publishing)
                try reopen(after: event, publishing)
            },
            withoutClosing: { [self] event, _ in
                try reopen(stated: madeBy(now, event), publishing)
            },
            problem: problem)
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
            holding.source == event.source, holding.fact != event.fact,
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
            case .closure = holding.fact, holding.source == event.source,
            holding.time < event.time.advanced(milliseconds: Self.apart),
            let reopening = CINCensus.reopening(
                record.id, of: event.childID, stated: event.id, at: event.time)
        else { return }
        try take(reopening, publishing)
    }

    /// The return states a closing that a later return, imported before it, no longer has.
    private func reopen(after event: Event, _ publishing: Publishing) throws {
        guard case .closure(let closure) = event.fact,
            let chronology = chronologies[event.childID],
            let stated = chronology.holding(RecordReference(.referral, closure.referralID)),
            case .referral = stated.fact, stated.source == event.source,
            stated.time >= event.time.advanced(milliseconds: Self.apart),
            let holding = chronology.holding(event.fact.record), case .closure = holding.fact,
            holding.time.advanced(milliseconds: Self.apart) <= stated.time,
            let reopening = CINCensus.reopening(
                closure.referralID, of: event.childID, stated: stated.id, at: stated.time)
        else { return }
        try take(reopening, publishing)
    }

    /// The numbers of a day's referrals: each has the one under which the log knows it, by who
    /// referred; who is left has one that is free, as an amendment where as many are known as are
    /// stated, else as a referral of its own.
    private func numbers(of child: ChildID, _ day: Day, _ sources: [ReferralSource?]) -> [Int] {
        var known: [Int: ReferralSource] = [:]
        for entry in chronologies[child]?.entries ?? [] {
            guard case .referral(let referral) = entry.fact, referral.receivedAt.day == day,
                let authority = entry.source.split(separator: "/").last,
                let number = CINCensus.number(
                    in: referral.id, authority: String(authority), child: child, day: day)
            else { continue }
            known[number] = referral.source
        }
        guard known.count > 1 || (known.count == 1 && sources.count > 1) else {
            return Array(1...max(1, sources.count)).prefix(sources.count).map { $0 }
        }
        var numbers = [Int?](repeating: nil, count: sources.count)
        func give(_ index: Int, _ number: Int) {
            numbers[index] = number
            known[number] = nil
        }
        for (index, source) in sources.enumerated() where source != nil {
            if known[index + 1] == source { give(index, index + 1) }
        }
        for (index, source) in sources.enumerated() where numbers[index] == nil && source != nil {
            if let number = known.keys.sorted().first(where: { known[$0] == source }) {
                give(index, number)
            }
        }
        let left = numbers.indices.filter { numbers[$0] == nil }
        let isAmendment = left.count == known.count
        for index in left {
            if isAmendment, let number = known.keys.min() { give(index, number) }
        }
        var next = (numbers.compactMap(\.self) + known.keys).max() ?? 0
        return numbers.map { number in
            if let number { return number }
            next += 1
            return next
        }
    }
}
