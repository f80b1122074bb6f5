import Caseloads
import Casework
import EventLog
import HTTPServer

/// The door for events over HTTP: what it accepts is in the log before it says so.
struct Intake: Sendable {
    let log: any EventLog
    private let reading = EventReading()

    init(log: any EventLog) { self.log = log }

    func receive(_ request: Request) async throws -> Response {
        let events = try reading.events(in: request)
        do {
            _ = try await log.append(events.map(Intake.message))
        } catch let error as LogError {
            throw IntakeProblem.unavailable(error)
        }
        return .json(#"{"accepted":\#(events.count)}"#.utf8, status: .accepted)
    }

    /// The child is the key, so that one partition holds its whole story.
    private static func message(_ incoming: IncomingEvent) -> Message {
        Message(
            to: incoming.event.fact.record.kind.topic,
            key: Array(incoming.event.childID.text.utf8), value: incoming.bytes)
    }
}

/// An event that was found to be sound, and the bytes to keep.
struct IncomingEvent: Sendable {
    let event: Event
    let bytes: [UInt8]
}
