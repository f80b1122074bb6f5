import Caseloads
import Casework
import Contract
import EventLog
import Events

/// Reads a log from its beginning to where it ends now, past the program.
enum Reading {
    static func records(of log: any EventLog, _ topics: [Topic]) throws -> [Record] {
        var records: [Record] = []
        try log.readThrough(log.extent(of: topics)) { records += $0 }
        return records
    }

    static func events(of log: any EventLog) throws -> [Event] {
        let decoder = RecordDecoder()
        return try records(of: log, Contract.records).map { try decoder.event(in: $0) }
    }

    /// How many events stand in a log, each counted once: what a log that was slow for a moment did
    /// not confirm was sent again, and may stand there twice.
    static func distinctEvents(of log: any EventLog) throws -> Int {
        Set(try events(of: log).map(\.id)).count
    }

    /// Revisions in the order they were written, child by child.
    static func alerts(of log: any EventLog) throws -> [Alert] {
        let decoder = AlertDecoder()
        return try records(of: log, [Contract.alerts]).map { try decoder.decode($0.value ?? []) }
    }
}
