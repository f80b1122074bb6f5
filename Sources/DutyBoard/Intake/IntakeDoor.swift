import Caseloads
public import Casework
public import EventLog
public import HTTPServer

/// The door for events over HTTP: what it accepts is in the log before it says so.
public struct IntakeDoor: Sendable {
    private let gate: AppendGate
    private let clock: @Sendable () -> Moment
    private let reading = EventReading()

    /// The door to a log.
    ///
    /// - Parameter clock: what time it is, for events whose dates cannot be.
    public init(log: any EventLog, clock: @escaping @Sendable () -> Moment) {
        gate = AppendGate(log)
        self.clock = clock
    }

    /// `POST /events`, and `OPTIONS` for senders of web hooks.
    public func add(to router: inout Router) {
        router.on(
            .post, "/events", largestBody: EventReading.largestBody,
            judgeHead: { request throws(Problem) in try EventReading.judgeHead(request) },
            { request, _ in try await receive(request) })
        router.on(.options, "/events") { request, _ in WebHook.consent(to: request) }
    }

    func receive(_ request: Request) async throws -> Response {
        let events = try reading.events(in: request)
        let doubts = try IntakeDoubts(of: events, at: clock())
        do {
            try await gate.append(events.map(Self.message))
        } catch let error as LogError {
            throw IntakeProblem.unavailable(error)
        } catch let slow as SlowLog {
            throw IntakeProblem.unavailable(slow)
        }
        return .json(
            #"{"accepted":\#(events.count)\#(doubts.members)}"#.utf8, status: .accepted)
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
