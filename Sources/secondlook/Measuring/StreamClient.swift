import Foundation
import Synchronization

/// Follows `/alerts/stream` over a socket of its own, as a browser does, and notes when each child's
/// first alert came.
final class StreamClient: Sendable {
    private let arrivals = Mutex<[String: ContinuousClock.Instant]>([:])
    private let descriptor: Int32

    /// - Throws: `Failure` where the server does not answer with a stream.
    init(port: UInt16) throws {
        descriptor = try Loopback.connect(to: port)
        let request =
            "GET /alerts/stream HTTP/1.1\r\nHost: localhost\r\nAccept: text/event-stream\r\n\r\n"
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

    init(port: UInt16) throws { descriptor = try Loopback.connect(to: port) }

    deinit { close(descriptor) }

    /// - Throws: `Failure` where the answer is not 202.
    func post(_ event: [UInt8]) throws {
        let head =
            "POST /events HTTP/1.1\r\nHost: localhost\r\n"
            + "Content-Type: application/cloudevents+json\r\nContent-Length: \(event.count)\r\n\r\n"
        try Loopback.send(Array(head.utf8) + event, on: descriptor)
        let answer = try Loopback.receive(on: descriptor)
        guard answer.starts(with: "HTTP/1.1 202".utf8) else {
            throw Failure(
                "An event was answered \(String(decoding: answer.prefix(60), as: UTF8.self))")
        }
    }
}

/// Sockets on this machine.
private enum Loopback {
    static func connect(to port: UInt16) throws -> Int32 {
        let descriptor = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
        var address = sockaddr_in()
        address.sin_family = sa_family_t(AF_INET)
        address.sin_port = port.bigEndian
        address.sin_addr.s_addr = inet_addr("127.0.0.1")
        var one: Int32 = 1
        setsockopt(
            descriptor, Int32(IPPROTO_TCP), TCP_NODELAY, &one, socklen_t(MemoryLayout<Int32>.size))
        let result = withUnsafePointer(to: &address) {
            $0.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                Glibc.connect(descriptor, $0, socklen_t(MemoryLayout<sockaddr_in>.size))
            }
        }
        guard result == 0 else {
            close(descriptor)
            throw Failure("The server on port \(port) cannot be reached.")
        }
        return descriptor
    }

    static func send(_ bytes: [UInt8], on descriptor: Int32) throws {
        var sent = 0
        while sent < bytes.count {
            let count = bytes.withUnsafeBytes {
                Glibc.send(
                    descriptor, $0.baseAddress?.advanced(by: sent), bytes.count - sent,
                    Int32(MSG_NOSIGNAL))
            }
            guard count > 0 else { throw Failure("The server closed the connection.") }
            sent += count
        }
    }

    static func receive(on descriptor: Int32) throws -> [UInt8] {
        var buffer = [UInt8](repeating: 0, count: 65_536)
        let count = recv(descriptor, &buffer, buffer.count, 0)
        guard count >= 0 else { throw Failure("The server closed the connection.") }
        return Array(buffer.prefix(count))
    }
}
