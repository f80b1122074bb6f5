import Dispatch
import Glibc
import Synchronization

/// A client that sends exactly the bytes it is told, and reads on threads of its own, so that the
/// server's handlers keep the tasks' threads to themselves.
final class Client: Sendable {
    struct Answer {
        var status: Int
        var head: String
        var body: String

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
    private let received = Mutex<ArraySlice<UInt8>>([])

    /// - Parameter receiveBuffer: bytes that the system may hold for a client that does not read.
    init(_ port: UInt16, receiveBuffer: Int32? = nil) throws {
        descriptor = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
        if let receiveBuffer { receive(buffer: receiveBuffer) }
        var patience = timeval(tv_sec: 20, tv_usec: 0)
        setsockopt(
            descriptor, SOL_SOCKET, SO_RCVTIMEO, &patience, socklen_t(MemoryLayout<timeval>.size))
        var address = sockaddr_in()
        address.sin_family = sa_family_t(AF_INET)
        address.sin_port = port.bigEndian
        address.sin_addr.s_addr = UInt32(0x7F00_0001).bigEndian
        let result = withUnsafeBytes(of: &address) {
            connect(
                descriptor, $0.baseAddress!.assumingMemoryBound(to: sockaddr.self),
                socklen_t($0.count))
        }
        guard result == 0 else { throw Fault.notConnected }
    }

    deinit { close(descriptor) }

    /// Sets how many bytes the system holds until they are read.
    func receive(buffer bytes: Int32) {
        var bytes = bytes
        setsockopt(descriptor, SOL_SOCKET, SO_RCVBUF, &bytes, 4)
    }

    func hangUp() { shutdown(descriptor, Int32(SHUT_RDWR)) }

    @discardableResult
    func send(_ text: String) -> Bool { send(Array(text.utf8)) }

    @discardableResult
    func send(_ bytes: [UInt8]) -> Bool {
        bytes.withUnsafeBytes { bytes in
            var sent = 0
            while sent < bytes.count {
                let count = Glibc.send(
                    descriptor, bytes.baseAddress! + sent, bytes.count - sent,
                    Int32(MSG_NOSIGNAL))
                guard count > 0 else { return false }
                sent += count
            }
            return true
        }
    }

    /// Sends what may be too much for the system to hold.
    func sendSlowly(_ bytes: [UInt8]) async -> Bool { await onThread { self.send(bytes) } }

    /// The next answer, its body put together where it came in chunks.
    func answer(toHead: Bool = false) async throws -> Answer {
        try await onThread { Result { try self.readAnswer(toHead: toHead) } }.get()
    }

    /// An answer's head alone.
    func head() async throws -> Answer { try await answer(toHead: true) }

    /// A chunk of a body that is sent in chunks; empty for the last.
    func chunk() async throws -> String {
        try await onThread { Result { try self.readChunk() } }.get()
    }

    /// Everything until the server closes, or what came before the line broke.
    func rest() async -> String {
        await onThread {
            var bytes: [UInt8] = []
            while let byte = try? self.readByte() { bytes.append(byte) }
            return String(decoding: bytes, as: UTF8.self)
        }
    }

    private func readByte() throws -> UInt8 {
        try received.withLock { received in
            if let byte = received.popFirst() { return byte }
            var bytes = [UInt8](repeating: 0, count: 65_536)
            let count = recv(descriptor, &bytes, bytes.count, 0)
            guard count > 0 else { throw Fault.closed }
            received = bytes[1..<count]
            return bytes[0]
        }
    }

    private func read(until end: String) throws -> String {
        var bytes: [UInt8] = []
        while !bytes.suffix(end.utf8.count).elementsEqual(end.utf8) { bytes.append(try readByte()) }
        return String(decoding: bytes, as: UTF8.self)
    }

    private func readAnswer(toHead: Bool) throws -> Answer {
        let head = try read(until: "\r\n\r\n")
        let words = head.split(separator: " ")
        guard words.count > 1, let status = Int(words[1]) else { throw Fault.unreadable(head) }
        var answer = Answer(status: status, head: head, body: "")
        if toHead || status == 204 || status == 304 { return answer }
        if let length = answer.header("Content-Length").flatMap({ Int($0) }) {
            answer.body = String(
                decoding: try (0..<length).map { _ in try readByte() }, as: UTF8.self)
        } else {
            while case let chunk = try readChunk(), !chunk.isEmpty { answer.body += chunk }
        }
        return answer
    }

    private func readChunk() throws -> String {
        let line = try read(until: "\r\n")
        guard let size = Int(line.dropLast(), radix: 16) else { throw Fault.unreadable(line) }
        let chunk = try (0..<size).map { _ in try readByte() }
        _ = try read(until: "\r\n")
        return String(decoding: chunk, as: UTF8.self)
    }
}

private func onThread<T: Sendable>(_ body: @escaping @Sendable () -> T) async -> T {
    await withCheckedContinuation { continuation in
        // A queue of its own has a thread at once; the global one counts blocked threads as busy.
        DispatchQueue(label: "client").async { continuation.resume(returning: body()) }
    }
}
