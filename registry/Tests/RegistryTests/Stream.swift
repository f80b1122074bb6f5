import Glibc

/// A connection that sends what it is told and reads as it comes. It blocks, and belongs to one
/// thread.
final class Stream {
    private let descriptor: Int32
    private(set) var text = ""

    enum Fault: Error { case notConnected, closed(String) }

    init(to port: UInt16) throws {
        descriptor = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
        var address = sockaddr_in()
        address.sin_family = sa_family_t(AF_INET)
        address.sin_port = port.bigEndian
        address.sin_addr.s_addr = inet_addr("127.0.0.1")
        let connected = withUnsafePointer(to: &address) {
            $0.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                connect(descriptor, $0, socklen_t(MemoryLayout<sockaddr_in>.size))
            }
        }
        guard connected == 0 else { throw Fault.notConnected }
        // A test that waits in vain should say so rather than wait for ever.
        var patience = timeval(tv_sec: 30, tv_usec: 0)
        setsockopt(
            descriptor, SOL_SOCKET, SO_RCVTIMEO, &patience, socklen_t(MemoryLayout<timeval>.size))
    }

    deinit { close(descriptor) }

    func send(_ text: String) throws {
        var bytes = Array(text.utf8)[...]
        while !bytes.isEmpty {
            let count = bytes.withUnsafeBytes {
                Glibc.send(descriptor, $0.baseAddress, $0.count, Int32(MSG_NOSIGNAL))
            }
            guard count > 0 else { throw Fault.closed(self.text) }
            bytes = bytes.dropFirst(count)
        }
    }

    /// Follows a stream of events.
    func follow(_ path: String, after last: String? = nil) throws {
        let header = last.map { "Last-Event-ID: \($0)\r\n" } ?? ""
        try send("GET \(path) HTTP/1.1\r\nHost: localhost\r\n\(header)\r\n")
    }

    /// Reads until what came satisfies a condition.
    func read(until isEnough: (String) -> Bool) throws {
        while !isEnough(text) {
            var bytes = [UInt8](repeating: 0, count: 65_536)
            let count = recv(descriptor, &bytes, bytes.count, 0)
            guard count > 0 else { throw Fault.closed(text) }
            text += String(decoding: bytes[..<count], as: UTF8.self)
        }
    }
}
