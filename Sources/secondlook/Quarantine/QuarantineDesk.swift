import Casework
import CommandLineTool
import EventLog
import Foundation
import Quarantine

/// Where a person decides about records in quarantine.
struct QuarantineDesk {
    private let log: any EventLog
    private let shelf: QuarantineShelf
    private let console: Console
    private let by: String
    private let reason: String

    /// - Parameters:
    ///   - name: who decides; nil for who is logged in.
    ///   - places: those to be decided about; nil for all.
    init(
        _ line: Invocation, on places: [QuarantinePlace]?, by name: String?,
        because reason: String
    ) throws {
        log = try line.openExistingLog(in: CommonOptions.data)
        console = line.console
        by = name ?? NSUserName()
        self.reason = reason
        do {
            shelf = try QuarantineShelf(
                from: log, partitions: places.map { Set($0.map(\.partition)) })
        } catch {
            log.close()
            throw error
        }
    }

    func close() { log.close() }

    /// Puts records back on their topics, and that on record.
    ///
    /// - Parameters:
    ///   - places: nil for all that wait.
    ///   - cap: what was tried as often as this stays.
    func replay(_ places: [QuarantinePlace]?, cap: Int) throws {
        let records =
            try places.map { try $0.map(shelf.required) } ?? shelf.records.filter(\.isWaiting)
        var replayed = 0
        var wanted: [QuarantinePlace: QuarantinedRecord] = [:]
        for record in records {
            if let refusal = record.refusesReplay(cap: cap) {
                console.note("\(record.place) stays: \(refusal)")
            } else {
                wanted[record.place] = record
            }
        }
        try log.readQuarantined(wanted.keys) { bytes in
            guard let record = wanted[QuarantinePlace(bytes.position)],
                let message = record.replay(bytes)
            else { return }
            // One after the other: where the second is lost, the record is replayed again, which
            // changes nothing (an event that comes twice is one). The other way it would be lost.
            let stands = try log.appendAndWait([message])
            try decide(.replayed, about: record)
            replayed += 1
            for position in stands {
                console.print(
                    "\(record.place) is back on \(position.partition.topic)/"
                        + "\(position.partition.number):\(position.offset).")
            }
        }
        try end(done: replayed, of: records.count, "replayed")
    }

    /// Puts on record that records will not be read.
    func discard(_ places: [QuarantinePlace]) throws {
        let records = try places.map(shelf.required)
        var discarded = 0
        for record in records {
            if let decision = record.decision {
                console.note("\(record.place) stays as it is: \(decision.sentence)")
                continue
            }
            try decide(.discarded, about: record)
            discarded += 1
        }
        try end(done: discarded, of: records.count, "discarded")
    }

    private func decide(
        _ kind: QuarantineDecision.Kind, about record: QuarantinedRecord
    ) throws {
        let decision = QuarantineDecision(
            kind, record.place, because: reason, by: by, now: WallClock.now().milliseconds)
        _ = try log.appendAndWait([decision.message])
    }

    private func end(done: Int, of count: Int, _ what: String) throws {
        console.print("\(done == 1 ? "1 record" : "\(done) records") \(what).")
        guard done == count else {
            throw Failure("\(count - done) of \(count) were not \(what).")
        }
    }
}

extension QuarantineShelf {
    /// The record at a place that must be there.
    func required(_ place: QuarantinePlace) throws -> QuarantinedRecord {
        guard let record = record(at: place) else {
            throw Failure("Nothing at \(place). See secondlook quarantine list --all.")
        }
        return record
    }
}

extension QuarantinedRecord {
    /// Why it is not replayed, with what to do; nil where it can be.
    func refusesReplay(cap: Int) -> String? {
        // A discard can be thought better of. A replay was made: what came of it has its own place.
        if let decision, decision.kind == .replayed { return decision.sentence }
        guard canBeReplayed else {
            return "it did not come from a topic of records, and so nothing would be won. See it "
                + "with secondlook quarantine show \(place), and discard it."
        }
        guard attempts < cap else {
            return "it was tried \(attempts) times, and another try would end the same. Have its "
                + "system publish it again, mended, and discard this one; or, where a newer "
                + "program can read it, replay it with --attempts \(attempts + 1)."
        }
        return nil
    }
}

extension QuarantineDecision {
    /// What was decided, for a person who wants to decide again.
    fileprivate var sentence: String {
        switch kind {
        case .replayed:
            "\(by) replayed it at \(at). If it failed again, it is listed under another place."
        case .discarded:
            "\(by) discarded it at \(at): \(reason). It can still be replayed."
        }
    }
}
