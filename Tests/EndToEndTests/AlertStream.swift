import Casework
import Events
import Foundation
import Patience
import Synchronization

/// Listens to `GET /alerts/stream`, as a page does, on a thread of its own.
final class AlertStream: Sendable {
    /// A server-sent event.
    struct Message: Hashable, Sendable {
        var id = ""
        var event = ""
        var data = ""

        /// The alert it tells of, where it does.
        var alert: Alert? { try? AlertDecoder().decode(Array(data.utf8)) }
    }

    private struct Heard {
        var messages: [Message] = []
        var isOver = false
    }

    private let heard = Mutex(Heard())

    /// - Parameter last: the id of the last event heard of by whoever comes back.
    init(_ serving: Serving, after last: String? = nil) throws {
        let connection = try serving.connect()
        try connection.send(
            Array(
                """
                GET /alerts/stream HTTP/1.1\r
                Host: localhost\r
                Authorization: Bearer \(serving.keys.manager)\r
                \(last.map { "Last-Event-ID: \($0)\r\n" } ?? "")\r

                """.utf8))
        let thread = Thread { [self, connection = Handed(connection)] in
            listen(to: connection.value)
        }
        thread.start()
    }

    private func listen(to connection: Connection) {
        var text = ""
        do {
            _ = try connection.answer()
            while true {
                text += try connection.chunk()
                while let end = text.firstRange(of: "\n\n") {
                    let message = AlertStream.message(text[..<end.lowerBound])
                    heard.withLock { $0.messages.append(message) }
                    text = String(text[end.upperBound...])
                }
            }
        } catch {
            heard.withLock { $0.isOver = true }
        }
    }

    private static func message(_ frame: Substring) -> Message {
        var message = Message()
        for line in frame.split(separator: "\n") {
            let parts = line.split(separator: ":", maxSplits: 1)
            let value = parts.count == 2 ? parts[1].trimmingPrefix(" ").description : ""
            switch parts.first {
            case "id": message.id = value
            case "event": message.event = value
            case "data": message.data += value
            default: break
            }
        }
        return message
    }

    var messages: [Message] { heard.withLock { $0.messages } }
    var isOver: Bool { heard.withLock { $0.isOver } }

    /// What was said of alerts so far, with the ids.
    var alerts: [(id: String, alert: Alert)] {
        messages.compactMap { message in
            message.event == "alert" ? message.alert.map { (message.id, $0) } : nil
        }
    }

    /// Waits until the stream is open: it greets.
    func waitForGreeting() -> Bool { waitUntil { messages.contains { $0.event == "hello" } } }
}

/// Hands a value over to one other thread; nobody here uses it afterwards.
private struct Handed<Value>: @unchecked Sendable {
    // Safe because the thread that hands it over forgets it.
    let value: Value

    init(_ value: Value) { self.value = value }
}
