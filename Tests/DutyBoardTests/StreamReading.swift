import Foundation
import HTTPServer

/// What a browser would have made of a stream so far.
struct StreamReading {
    struct Message {
        var id: String?
        var event = "message"
        var data = ""

        var json: [String: Any] {
            (try? JSONSerialization.jsonObject(with: Data(data.utf8)) as? [String: Any]) ?? [:]
        }
        /// Which revision of which alert it tells.
        var revision: String { "\(json["alertId"] ?? "?").\(json["revision"] ?? "?")" }
    }

    let stream: ResponseStream

    init(_ response: Response) throws {
        guard case .stream(let stream) = response.body else { throw NotAStream() }
        self.stream = stream
    }

    /// The messages since the last look.
    func messages() -> [Message] {
        String(decoding: stream.takeBuffered(), as: UTF8.self)
            .components(separatedBy: "\n\n").filter { !$0.isEmpty }
            .map { block in
                var message = Message()
                for line in block.components(separatedBy: "\n") {
                    let parts = line.split(separator: ":", maxSplits: 1)
                    let value = parts.count > 1 ? String(parts[1].dropFirst()) : ""
                    switch parts.first {
                    case "id": message.id = value
                    case "event": message.event = value
                    case "data": message.data += value
                    default: break
                    }
                }
                return message
            }
    }

    /// The revisions told since the last look.
    func alerts() -> [Message] { messages().filter { $0.event == "alert" } }
}

struct NotAStream: Error {}
