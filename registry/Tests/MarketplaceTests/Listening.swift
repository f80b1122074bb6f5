import Catalogue
import HTTPServer
import Matching

/// A listener that reads what its stream holds whenever it is asked.
final class Listening {
    private let stream: ResponseStream
    private var text = ""

    init(_ stream: ResponseStream) { self.stream = stream }

    private struct Event {
        var id: Int64?
        var name = ""
        var data = ""
    }

    private var events: [Event] {
        text += String(decoding: stream.takeBuffered(), as: UTF8.self)
        return text.split(separator: "\n\n").map { block in
            var event = Event()
            for line in block.split(separator: "\n") {
                let parts = line.split(separator: ": ", maxSplits: 1)
                guard parts.count == 2 else { continue }
                switch parts[0] {
                case "id": event.id = Int64(parts[1])
                case "event": event.name = String(parts[1])
                case "data": event.data += parts[1]
                default: break
                }
            }
            return event
        }
    }

    /// The numbers of the notices it heard, in order.
    var ids: [Int64] { events.filter { $0.name == "notice" }.compactMap(\.id) }

    /// What it was greeted with: where it comes back to if it is cut off before the first notice.
    var greeting: Int64? { events.first { $0.name == "hello" }?.id }

    /// What it was told fits, the last time it was told.
    var fits: [String]? {
        guard let last = events.last(where: { $0.name == "fits" }) else { return nil }
        return (try? JSON(parsing: last.data))?["solutions"]?.elements?.compactMap(\.text)
    }

    /// What it was told once.
    var notices: [Notice.Key] {
        events.filter { $0.name == "notice" }.compactMap { event in
            guard let json = try? JSON(parsing: event.data),
                case .number(let digits) = json["solutionVersion"],
                let problem = json["problem"]?.text, let solution = json["solution"]?.text
            else { return nil }
            return Notice.Key(
                problem: problem, solution: solution, revision: Int(digits) ?? 0)
        }
    }
}
