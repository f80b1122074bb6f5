import Caseloads
import Casework
import EventLog
import Events
import Foundation

/// A census return into the log. The importer is the publisher of its events, so it also sees to
/// their times: a corrected return often bears the time of the one it corrects, to the second.
struct ReturnImport {
    private let log: any EventLog
    private let known: Caseload

    /// - Throws: what reading the log throws.
    init(log: any EventLog) throws {
        self.log = log
        known = try Caseload(from: log)
    }

    /// Imports a return; once this returns, what it says is durable.
    ///
    /// - Parameters:
    ///   - earlier: the file of the return that this one corrects, where there is one.
    func read(
        _ path: String, correcting earlier: String?, progress: @escaping (Int) -> Void,
        problem: @escaping (CINProblem) -> Void
    ) throws -> CINSummary {
        let publishing = Publishing(to: log)
        let summary = try CINCensus.read(
            path: path, correcting: try earlier.map(records), progress: progress,
            emit: { event, _ in
                let event = afterWhatItAmends(event)
                try publishing.publish(event, bytes: EventEncoder.encode(event))
            }, problem: problem)
        try publishing.finish()
        return summary
    }

    private func records(of path: String) throws -> CINRecords {
        guard let stream = InputStream(fileAtPath: path) else {
            throw Failure("The file \(path) cannot be read. Is the path right?")
        }
        return try CINRecords(of: stream)
    }

    /// An event that says something new about a record, at the very second at which the log has
    /// something else, is the correction: it moves a millisecond behind.
    private func afterWhatItAmends(_ event: Event) -> Event {
        guard let chronology = known.chronologies[event.childID],
            !chronology.entries.contains(where: { $0.id == event.id && $0.source == event.source }),
            let holding = chronology.holding(event.fact.record),
            holding.source == event.source, holding.fact != event.fact,
            (0..<1_000).contains(holding.time.milliseconds - event.time.milliseconds)
        else { return event }
        var event = event
        event.time = holding.time.advanced(milliseconds: 1)
        return event
    }
}
