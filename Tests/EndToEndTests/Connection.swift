import Glibc

/// A connection over HTTP that sends exactly the bytes it is told. It blocks, and belongs to one
/// thread.
final class Connection {
    struct Answer {
        var status: Int
        var head: String
        var body: [UInt8] = []

        var text: String { String(decoding: body, as: UTF8.self) }

        func header(_ name: String) -> String? {
            for line in head.split(separator: "\r\n").dropFirst() {
                let parts = line.split(separator: ":", maxSplits: 1)
                if parts.count == 2, parts[0].lowercased() == name.lowercased() {
                    return parts[1].trimmingPrefix(" ").description
                }
            }
            return nil
        }
    }

    enum Fault: Error { case notConnected, closed, unreadable(String) }

    private let descriptor: Int32
    private let keys: Keys
    private var received: ArraySlice<UInt8> = []

    /// - Parameter keys: what it sends where a request says nothing else.
    init(to port: UInt16, with keys: Keys, patience: Int = 30) throws {
        self.keys = keys
        descriptor = socket(AF_INET, Int32(SOCK_STREAM.rawValue | SOCK_CLOEXEC.rawValue), 0)
        var limit = timeval(tv_sec: patience, tv_usec: 0)
        setsockopt(
            descriptor, SOL_SOCKET, SO_RCVTIMEO, &limit, socklen_t(MemoryLayout<timeval>.size))
        var address = sockaddr_in()
        address.sin_family = sa_family_t(AF_INET)
        address.sin_port = port.bigEndian
        address.sin_addr.s_addr = UInt32(0x7F00_0001).bigEndian
        let result = withUnsafePointer(to: &address) {
            $0.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                Glibc.connect(descriptor, $0, socklen_t(MemoryLayout<sockaddr_in>.size))
            }
        }
        guard result == 0 else { throw Fault.notConnected }
    }

    deinit { close(descriptor) }

    func get(_ path: String, _ headers: [String: String] = [:]) throws -> Answer {
        try send(head("GET \(path)", headers, key: keys.manager))
        return try answer()
    }

    func post(
        _ body: [UInt8], type: String?, _ headers: [String: String] = [:]
    ) throws -> Answer {
        try sendPost(body, type: type, headers)
        return try answer()
    }

    /// Sends a request and leaves the answer for later.
    func sendPost(_ body: [UInt8], type: String?, _ headers: [String: String] = [:]) throws {
        var headers = headers
        headers["Content-Length"] = "\(body.count)"
        headers["Content-Type"] = type
        try send(head("POST /events", headers, key: keys.publisher) + body)
    }

    private func head(_ line: String, _ headers: [String: String], key: String) -> [UInt8] {
        let usual = ["Host": "localhost", "Authorization": "Bearer \(key)"]
        let headers = headers.merging(usual) { given, _ in given }
        let fields = headers.map { "\($0): \($1)\r\n" }.joined()
        return Array("\(line) HTTP/1.1\r\n\(fields)\r\n".utf8)
    }

    func send(_ bytes: [UInt8]) throws {
        var sent = 0
        while sent < bytes.count {
            let count = bytes[sent...].withUnsafeBytes {
                Glibc.send(descriptor, $0.baseAddress, $0.count, Int32(MSG_NOSIGNAL))
            }
            guard count > 0 else { throw Fault.closed }
            sent += count
        }
    }

    /// The next answer; of a stream its head alone.
    func answer() throws -> Answer {
        let head = String(decoding: try read(until: Array("\r\n\r\n".utf8)), as: UTF8.self)
        let words = head.split(separator: " ")
        guard words.count > 1, let status = Int(words[1]) else { throw Fault.unreadable(head) }
        var answer = Answer(status: status, head: head)
        guard let length = answer.header("Content-Length").flatMap({ Int($0) }) else {
            return answer
        }
        while received.count < length { try receive() }
        answer.body = Array(received.prefix(length))
        received = received.dropFirst(length)
        return answer
    }

    /// Everything until the server closes.
    func rest() -> String {
        while (try? receive()) != nil {}
        return String(decoding: received, as: UTF8.self)
    }

    /// The next chunk of a stream.
    func chunk() throws -> String {
        let line = String(decoding: try read(until: Array("\r\n".utf8)), as: UTF8.self)
        guard let size = Int(line.dropLast(1), radix: 16), size > 0 else { throw Fault.closed }
        while received.count < size + 2 { try receive() }
        defer { received = received.dropFirst(size + 2) }
        return String(decoding: received.prefix(size), as: UTF8.self)
    }

    private func read(until end: [UInt8]) throws -> [UInt8] {
        var bytes: [UInt8] = []
        while !bytes.suffix(end.count).elementsEqual(end) {
            if received.isEmpty { try receive() }
            if let byte = received.popFirst() { bytes.append(byte) }
        }
        return bytes
    }

    private func receive() throws {
        var bytes = [UInt8](repeating: 0, count: 65_536)
        let count = recv(descriptor, &bytes, bytes.count, 0)
        guard count > 0 else { throw Fault.closed }
        received = received + bytes[..<count]
    }
}
