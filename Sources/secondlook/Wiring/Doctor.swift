import Caseloads
import Casework
import Contract
import Digests
import Engine
import EventLog
import Events
import Foundation
import Quarantine
import SQLite
import SQLiteLog
import Timekeeping

/// Looks for what should not be: records that cannot be read and are not in quarantine, alerts
/// that contradict themselves or the records.
struct Doctor {
    let log: any EventLog
    let policy: Policy
    let timekeeper: Timekeeper
    let group: String
    /// Names children as the board does; nil where there is no key to do it with.
    var digest: KeyedDigest?

    private var now: Moment { Moment(milliseconds: timekeeper.now) }

    /// What it saw.
    struct Diagnosis {
        /// What is wrong, each with what to do about it. Empty is healthy.
        var faults: [String] = []
        /// What cannot quite be so, and no program can mend: for a person to look at.
        var doubts: [String] = []
        /// What is worth knowing.
        var notes: [String] = []
    }

    func examine() throws -> Diagnosis {
        var diagnosis = Diagnosis()
        try examineStorage(&diagnosis)
        guard log.faults.isEmpty else {
            diagnosis.notes.append(
                "What stands on the alerts topic was not compared with the records, since they are "
                    + "not all sound.")
            return diagnosis
        }
        let sighting = try LogSighting(of: log, group: group)
        diagnosis.faults +=
            try Self.incompleteness(of: log, sighting, group)
            + [sighting.noEngine].compactMap(\.self)
        let caseload = try Caseload(from: log)
        let alerts = try PublishedAlerts(from: log)
        diagnosis.notes.append(
            "\(caseload.records) records of \(caseload.chronologies.count) children, "
                + "\(alerts.revisions) alert revisions.")
        timekeeper.heard(lastWrite: alerts.revisions > 0 ? alerts.lastWrite : nil)
        if let doubt = timekeeper.doubt {
            diagnosis.faults.append("\(doubt.consequence) \(doubt.remedy(process: nil))")
        }
        diagnosis.doubts = Oddities(caseload.chronologies, at: now).sentences(digest)
        diagnosis.faults += alerts.contradictions
        if alerts.rewritten > 0 {
            diagnosis.notes.append(
                "\(alerts.rewritten) alert revisions were written twice with different contents, "
                    + "by an engine that had just lost their partition. What was written last "
                    + "stands, and is checked below.")
        }
        let waiting = try recordsWaiting()
        try checkQuarantine(caseload, waiting: waiting, &diagnosis)
        checkLevel(caseload, alerts, waiting: waiting, &diagnosis)
        return diagnosis
    }

    /// What keeps the board from being complete, as the board and `/readyz` say it too.
    static func incompleteness(
        of log: any EventLog, _ sighting: LogSighting, _ group: String
    ) throws -> [String] {
        var held = sighting.heldBack
        if !held.isEmpty {
            // Transactions that come and go hold nothing back for long.
            Thread.sleep(forTimeInterval: Self.patience)
            let later = try LogSighting(of: log, group: group).heldBack
            held = held.filter { later[$0.key] == $0.value }
        }
        return [sighting.missing.sentence, sighting.sentence(heldBack: held.keys)]
            .compactMap(\.self)
    }

    /// For how long a transaction may be open, in seconds.
    private static let patience = 1.0

    /// The embedded log, record by record, and the disk that it is on.
    private func examineStorage(_ diagnosis: inout Diagnosis) throws {
        guard let log = log as? SQLiteLog else { return }
        let examination = try log.examine()
        diagnosis.faults += examination.faults.map(\.description)
        let records = examination.records.values.reduce(0, +)
        diagnosis.notes.append("\(records) records are what was written, by their checksums.")
        diagnosis.faults += examination.unread.map {
            "\($0.topic)/\($0.number) could not be read to its end."
        }
        if let space = examination.space {
            let mebibytes = space.free >> 20
            if space.isNearlyFull {
                diagnosis.faults.append(
                    "There are \(mebibytes) MiB left on the disk of the log, which will soon take "
                        + "nothing more. Free space on it.")
            } else {
                diagnosis.notes.append("\(mebibytes) MiB are free on the disk of the log.")
            }
        }
        for file in examination.openFiles {
            diagnosis.notes.append(
                "Everybody on this machine may look into \(file). Take that from others: "
                    + "chmod o= \(file)")
        }
    }

    private func recordsWaiting() throws -> Int {
        try Doctor.recordsWaiting(in: log, for: group)
    }

    /// Records that no engine has dealt with yet.
    static func recordsWaiting(in log: any EventLog, for group: String) throws -> Int {
        let committed = try log.committed(by: group)
        return try log.extent(of: Contract.records).reduce(0) { sum, entry in
            sum
                + Int(
                    entry.value.upperBound - max(entry.value.lowerBound, committed[entry.key] ?? 0))
        }
    }

    private func checkQuarantine(
        _ caseload: Caseload, waiting: Int, _ diagnosis: inout Diagnosis
    ) throws {
        let shelf = try QuarantineShelf(from: log)
        let records = shelf.records
        let topics = Set(Contract.records.map(\.name))
        let aside = records.count { topics.contains($0.origin?.partition.topic ?? "") }
        if aside + shelf.expired < caseload.unreadable, waiting == 0 {
            diagnosis.faults.append(
                "\(caseload.unreadable) records cannot be read, but \(aside) are in quarantine. "
                    + "Keep the data directory as it is and ask for help.")
        }
        let undecided = records.count(where: \.isWaiting)
        if undecided > 0 {
            diagnosis.notes.append(
                "\(undecided) records wait in quarantine; see secondlook quarantine list.")
        }
        if undecided < records.count {
            diagnosis.notes.append(
                "\(records.count - undecided) records in quarantine were replayed or discarded; "
                    + "see secondlook quarantine list --all.")
        }
    }

    /// Alerts are level with the records now, or were when the last one was written: since then
    /// time alone may have changed what should stand, which the next engine will see.
    private func checkLevel(
        _ caseload: Caseload, _ alerts: PublishedAlerts, waiting: Int, _ diagnosis: inout Diagnosis
    ) {
        func differences(at moment: Moment) -> Set<Alert> {
            let should = Set(caseload.alerts(at: moment, under: policy).map(\.face))
            return should.symmetricDifference(alerts.standing.map(\.face))
        }
        let now = differences(at: self.now)
        let unexplained =
            now.isEmpty
            ? now : now.intersection(differences(at: Moment(milliseconds: alerts.lastWrite)))
        guard !now.isEmpty else { return }
        if waiting > 0 {
            diagnosis.notes.append(
                "\(waiting) records wait for an engine, and \(now.count) alerts with them; "
                    + "secondlook serve will see to both.")
        } else if unexplained.isEmpty {
            diagnosis.notes.append(
                "Time has passed since an engine ran: \(now.count) alerts will open, change or be "
                    + "withdrawn when secondlook serve starts.")
        } else {
            diagnosis.faults.append(
                "\(unexplained.count) alerts differ from what the records say. "
                    + "Start secondlook serve, which mends that; if this line stays, ask for help.")
        }
    }
}

/// What the `alerts` topic says.
struct PublishedAlerts {
    /// The latest revision of each alert, withdrawn ones included.
    private(set) var latest: [String: Alert] = [:]
    /// Revisions on the topic.
    private(set) var revisions = 0
    /// When the last one was written, in milliseconds since 1970 UTC.
    private(set) var lastWrite: Int64 = 0
    /// Revisions whose number had been written before, with other contents: an engine that no
    /// longer had the partition wrote as well. What stands is what was written last.
    private(set) var rewritten = 0
    /// What is no alert.
    private(set) var contradictions: [String] = []

    /// The alerts that stand.
    var standing: [Alert] { latest.values.filter { $0.status != .withdrawn } }

    init(from log: any EventLog) throws {
        let extent = try log.extent(of: [Contract.alerts])
        let decoder = AlertDecoder()
        var unreadable = 0
        try log.readThrough(extent) { batch in
            for record in batch {
                guard let value = record.value, let alert = try? decoder.decode(value) else {
                    unreadable += 1
                    continue
                }
                revisions += 1
                lastWrite = max(lastWrite, record.appendedAt)
                if let before = latest[alert.id], before.revision >= alert.revision,
                    before != alert
                {
                    rewritten += 1
                }
                latest[alert.id] = alert
            }
        }
        if unreadable > 0 {
            contradictions.append("\(unreadable) records on the alerts topic are not alerts.")
        }
    }
}

extension Alert {
    /// Without what may rightly differ between the topic and a fresh appraisal.
    fileprivate var face: Alert {
        var face = self
        face.revision = 0
        face.status = .open
        face.score = 0
        return face
    }
}
