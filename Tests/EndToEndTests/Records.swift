import Casework
import Events
import SQLiteLog

/// Events that lead to an alert now: three contacts of one child today, from two sources.
enum Records {
    static let today = London.day(of: Moment(milliseconds: SQLiteLog.wallClock()))
    private static let sources: [ReferralSource] = [.school, .police, .generalPractitioner]

    static func contact(
        _ id: String, of child: String, from source: ReferralSource = .school,
        on day: Day = today, outcome: ContactOutcome? = nil, at moment: Moment? = nil,
        event: String? = nil
    ) -> Event {
        Event(
            id: event ?? id, source: "test", time: moment ?? London.moment(day),
            childID: ChildID(child),
            fact: .contact(
                Contact(
                    id: RecordID(id), receivedAt: CaseDate(day), source: source, outcome: outcome)))
    }

    static func threeContacts(of child: String) -> [Event] {
        sources.enumerated().map { contact("\(child)-\($0 + 1)", of: child, from: $1) }
    }

    static func retraction(of event: Event, reason: String = "wrong child") -> Event {
        var event = event
        event.id += "-retracted"
        event.time = event.time.advanced(milliseconds: 1_000)
        event.fact = .retraction(Retraction(record: event.fact.record, reason: reason))
        return event
    }

    /// A batch as it goes over HTTP.
    static func batch(_ events: [Event]) -> [UInt8] {
        array(events.map { EventEncoder.encode($0) })
    }

    static func array(_ elements: [[UInt8]]) -> [UInt8] {
        Array("[".utf8) + Array(elements.joined(separator: Array(",".utf8))) + Array("]".utf8)
    }
}

extension Connection {
    static let batch = "application/cloudevents-batch+json"
    static let single = "application/cloudevents+json"
}
