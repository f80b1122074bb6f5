public import Access
import Caseloads
public import Casework
public import EventLog
import HTTPServer

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
    ///
    /// The latter is for anybody: it says nothing but that events are wanted from those who may send
    /// them, and senders ask before they show their key.
    public func add(to router: inout GuardedRouter) {
        router.on(
            .post, "/events", for: .publishing, largestBody: EventReading.largestBody,
            judgeHead: { request throws(Problem) in try EventReading.judgeHead(request) },
            { request, _, visitor in try await receive(request, from: visitor) })
        router.on(.options, "/events", for: .anyone) { request, _ in WebHook.consent(to: request) }
    }

    private func receive(_ request: Request, from visitor: Visitor) async throws -> Response {
        let events = try reading.events(in: request)
        try PublisherBounds(of: visitor).check(events)
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
