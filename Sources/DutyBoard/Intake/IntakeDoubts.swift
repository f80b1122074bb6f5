import Casework
import Events

/// What is doubtful about the dates of events that are accepted: said in the answer, since whoever
/// published them can look.
struct IntakeDoubts {
    private var doubts: [(index: Int, doubt: DateDoubt)] = []

    /// The most that one answer lists.
    static let listed = 100

    /// - Throws: a `Problem` where an event was recorded so far in the future that nothing could
    ///   amend it.
    init(of events: [IncomingEvent], at now: Moment) throws {
        var refused: [(index: Int, error: InvalidEvent)] = []
        for (index, incoming) in events.enumerated() {
            let event = incoming.event
            do throws(InvalidEvent) {
                try event.checkTime(at: now)
            } catch {
                refused.append((index, error))
            }
            doubts += DateDoubt.all(in: event.fact, recordedAt: event.time, now: now)
                .map { (index, $0) }
        }
        guard refused.isEmpty else {
            throw events.count == 1
                ? IntakeProblem.invalid(refused[0].error)
                : IntakeProblem.invalid(refused, of: events.count)
        }
    }

    /// The members that an answer has for them: none where there are none.
    var members: String {
        guard !doubts.isEmpty else { return "" }
        // The texts are ours and hold nothing that JSON would have to escape.
        let rows = doubts.prefix(Self.listed).map { index, doubt in
            #"{"index":\#(index),"field":"\#(doubt.field)","problem":"\#(doubt.problem)","#
                + #""remedy":"\#(doubt.remedy)"}"#
        }
        let more = doubts.count - rows.count
        return #","warnings":[\#(rows.joined(separator: ","))]"#
            + (more > 0 ? #","moreWarnings":\#(more)"# : "")
    }
}
