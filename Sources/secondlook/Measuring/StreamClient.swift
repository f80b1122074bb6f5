import Foundation
import Synchronization

/// Follows `/alerts/stream` over a socket of its own, as a browser does, and notes when each child's
/// first alert came.
final class StreamClient: Sendable {
    private let arrivals = Mutex<[String: ContinuousClock.Instant]>([:])
    private let descriptor: Int32

    /// - Parameter key: of a duty worker's program.
    /// - Throws: `Failure` where the server does not answer with a stream.
    init(port: UInt16, key: String) throws {
        descriptor = try Loopback.connect(to: port)
        let request =
            "GET /alerts/stream HTTP/1.1\r\nHost: localhost\r\nAccept: text/event-stream\r\n"
            + "Authorization: Bearer \(key)\r\n\r\n"
        try Loopback.send(Array(request.utf8), on: descriptor)
        let head = try Loopback.receive(on: descriptor)
        guard head.starts(with: "HTTP/1.1 200".utf8) else {
            close(descriptor)
            throw Failure("The stream of alerts was not opened.")
        }
        let thread = Thread { self.follow(head) }
        thread.start()
    }

    /// When the first alert about a child came.
    func arrival(of child: String) -> ContinuousClock.Instant? {
        arrivals.withLock { $0[child] }
    }

    /// About how many children an alert came.
    var count: Int { arrivals.withLock { $0.count } }

    func stop() { shutdown(descriptor, Int32(SHUT_RDWR)) }

    private func follow(_ head: [UInt8]) {
        var pending = head
        let name = Array("\"childId\":\"".utf8)
        while true {
            let now = ContinuousClock.now
            if let end = pending.lastIndex(of: UInt8(ascii: "\n")) {
                note(pending[...end], named: name, at: now)
                pending.removeSubrange(...end)
            }
            guard let more = try? Loopback.receive(on: descriptor), !more.isEmpty else { break }
            pending += more
        }
        close(descriptor)
    }

    private func note(
        _ lines: ArraySlice<UInt8>, named name: [UInt8], at now: ContinuousClock.Instant
    ) {
        for line in lines.split(separator: UInt8(ascii: "\n")) {
            guard let start = line.firstRange(of: name)?.upperBound,
                let end = line[start...].firstIndex(of: UInt8(ascii: "\""))
            else { continue }
            let child = String(decoding: line[start..<end], as: UTF8.self)
            arrivals.withLock { if $0[child] == nil { $0[child] = now } }
        }
    }
}

/// A keep-alive connection that posts events one after the other.
struct PostClient: ~Copyable {
    private let descriptor: Int32
    private let key: String

    /// - Parameter key: a publisher's.
    init(port: UInt16, key: String) throws {
        descriptor = try Loopback.connect(to: port)
        self.key = key
    }

    deinit { close(descriptor) }

    /// - Throws: `Failure` where the answer is not 202.
    func post(_ event: [UInt8]) throws {
        let head =
            "POST /events HTTP/1.1\r\nHost: localhost\r\nAuthorization: Bearer \(key)\r\n"
            + "Content-Type: application/cloudevents+json\r\nContent-Length: \(event.count)\r\n\r\n"
        try Loopback.send(Array(head.utf8) + event, on: descriptor)
        let answer = try Loopback.receive(on: descriptor)
        guard answer.starts(with: "HTTP/1.1 202".utf8) else {
            throw Failure(
                "An event was answered \(String(decoding: answer.prefix(60), as: UTF8.self))")
        }
    }
}
