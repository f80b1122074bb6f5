import Access
import Casework
import Events
import HTTPServer

/// What a publisher may send: events of its own sources, of the types that were agreed.
struct PublisherBounds {
    private let grant: KeyGrant?

    init(of visitor: Visitor) { grant = visitor.publishing }

    /// - Throws: a `Problem` of status 403 that names each event that is beyond them; nothing of the
    ///   request is then taken.
    func check(_ events: [IncomingEvent]) throws(Problem) {
        var refused: [(index: Int, error: InvalidEvent)] = []
        for (index, incoming) in events.enumerated() {
            let event = incoming.event
            if grant?.sources.contains(event.source) != true {
                refused.append(
                    (
                        index,
                        InvalidEvent(
                            field: "source", problem: "is not one of this publisher's",
                            remedy: "state a source that the key was made for")
                    ))
            } else if grant?.types.contains(EventType(of: event.fact).rawValue) != true {
                refused.append(
                    (
                        index,
                        InvalidEvent(
                            field: "type", problem: "is not one that this publisher sends",
                            remedy: "use a key that was made with this type")
                    ))
            }
        }
        guard refused.isEmpty else { throw IntakeProblem.beyond(refused) }
    }
}
