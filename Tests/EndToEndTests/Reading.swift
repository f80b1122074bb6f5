import Caseloads
import Casework
import Contract
import EventLog
import Events
import SQLiteLog

/// Reads a log from its beginning to where it ends now, past the program.
enum Reading {
    static func records(of log: SQLiteLog, _ topics: [Topic]) throws -> [Record] {
        let extent = try log.extent(of: topics)
        let total = extent.values.reduce(0) { $0 + $1.count }
        let reader = try log.reader(from: extent.mapValues(\.lowerBound))
        var records: [Record] = []
        while records.count < total {
            let more = try reader.next(atMost: 10_000, waiting: .seconds(10))
            guard !more.isEmpty else { break }
            records += more
        }
        return records
    }

    static func events(of log: SQLiteLog) throws -> [Event] {
        let decoder = RecordDecoder()
        return try records(of: log, Contract.records).map { try decoder.event(in: $0) }
    }

    /// Revisions in the order they were written, child by child.
    static func alerts(of log: SQLiteLog) throws -> [Alert] {
        let decoder = AlertDecoder()
        return try records(of: log, [Contract.alerts]).map { try decoder.decode($0.value ?? []) }
    }
}
