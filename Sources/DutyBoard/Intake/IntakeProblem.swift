import EventLog
import Events
import HTTPServer

/// Why a request is refused, and what to do about it. Nothing that was sent is repeated.
enum IntakeProblem {
    /// The most errors that one answer lists.
    static let errorsAtMost = 100
    /// What an error names where it is the message as a whole.
    private static let whole = "event"

    static let unknownType = Problem(
        .unsupportedMediaType,
        detail: """
            Send one event as application/cloudevents+json, up to 10,000 as \
            application/cloudevents-batch+json, or one with ce- headers and its data as \
            application/json.
            """,
        headers: accepted)

    private static let accepted: Headers = [
        "Accept": ContentMode.mediaTypes.joined(separator: ", ")
    ]

    static let eventTooLarge = tooLarge(
        "An event may have \(EventDecoder.largestEvent) bytes. Send less with it.")

    static func tooLarge(_ detail: String) -> Problem {
        Problem(.contentTooLarge, detail: "\(detail) Nothing was accepted.")
    }

    /// What was sent as a whole cannot be read, or the one event in it is not sound.
    static func invalid(_ error: InvalidEvent) -> Problem {
        switch error.field {
        case whole:
            problem(
                .badRequest, "What was sent cannot be read. Nothing was accepted.", [(0, error)])
        case ContentMode.field:
            problem(
                .unsupportedMediaType,
                "What was sent is not of a type that is read. Nothing was accepted.",
                [(0, error)], headers: accepted)
        default:
            problem(
                .unprocessableContent,
                "The event is not as the contract has it. Nothing was accepted.", [(0, error)])
        }
    }

    /// Some events of a batch are not sound.
    static func invalid(_ errors: [(index: Int, error: InvalidEvent)], of count: Int) -> Problem {
        problem(
            .unprocessableContent,
            """
            \(errors.count) of \(count) events are not as the contract has them. Nothing was \
            accepted: mend these, or leave them out, and send the batch again.
            """, errors)
    }

    /// Events that are not this publisher's to send.
    static func beyond(_ errors: [(index: Int, error: InvalidEvent)]) -> Problem {
        problem(
            .forbidden,
            """
            The key does not reach as far as what was sent. Nothing was accepted.
            """, errors)
    }

    /// The log does not move.
    static func unavailable(_ slow: SlowLog) -> Problem {
        let fate =
            switch slow {
            case .full: "Nothing was accepted."
            case .stuck: "What was sent is not accepted, and yet it may be taken later."
            }
        return Problem(
            .serviceUnavailable,
            detail: """
                The log does not move at present. \(fate) Send the same again in 5 seconds; repeats \
                do no harm.
                """,
            headers: ["Retry-After": "5"])
    }

    /// The log takes nothing at present.
    static func unavailable(_ error: LogError) -> Problem {
        Problem(
            .serviceUnavailable,
            detail: """
                The log takes nothing at present, and nothing was accepted. Send the same again \
                in 30 seconds; repeats do no harm. \(error.description)
                """,
            headers: ["Retry-After": "30"])
    }

    private static func problem(
        _ status: Status, _ detail: String, _ errors: [(index: Int, error: InvalidEvent)],
        headers: Headers = [:]
    ) -> Problem {
        let listed = errors.prefix(errorsAtMost).map { index, error in
            Problem.Value.object([
                ("index", .integer(index)), ("field", .string(field(error, in: index))),
                ("problem", .string(error.problem)), ("remedy", .string(error.remedy)),
            ])
        }
        var members: [(name: String, value: Problem.Value)] = [("errors", .array(listed))]
        if errors.count > listed.count {
            members.append(("moreErrors", .integer(errors.count - listed.count)))
        }
        return Problem(status, detail: detail, members: members, headers: headers)
    }

    /// The field within the event: its place in the batch stands beside it.
    private static func field(_ error: InvalidEvent, in index: Int) -> String {
        let place = "[\(index)]"
        guard error.field.hasPrefix(place) else { return error.field }
        let inner = error.field.dropFirst(place.count)
        return inner.isEmpty ? whole : String(inner.dropFirst())
    }
}
