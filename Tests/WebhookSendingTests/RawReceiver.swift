import Glibc
import Synchronization

/// A receiver on a port of this machine that answers with just these bytes, whatever it is asked.
final class RawReceiver: Sendable {
    private struct State {
        var requests: [String] = []
        var bytesTaken = 0
    }

    struct Failure: Error {}

    private let listening: Int32
    private let port: UInt16
    private let state = Mutex(State())

    /// - Parameters:
    ///   - more: sent again and again behind the answer, until nobody reads any longer.
    ///   - closes: whether the connection is closed behind it.
    init(answer: String, thenRepeating more: String? = nil, closes: Bool = false) throws {
        listening = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
        var address = sockaddr_in()
        address.sin_family = sa_family_t(AF_INET)
        address.sin_addr.s_addr = UInt32(0x7F00_0001).bigEndian
        var size = socklen_t(MemoryLayout<sockaddr_in>.size)
        let descriptor = listening
        let isBound = withUnsafeMutablePointer(to: &address) { pointer in
            pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                bind(descriptor, $0, size) == 0 && listen(descriptor, 8) == 0
                    && getsockname(descriptor, $0, &size) == 0
            }
        }
        guard isBound else { throw Failure() }
        port = UInt16(bigEndian: address.sin_port)
        let answering = Answering(
            answer: Array(answer.utf8), more: more.map { Array($0.utf8) }, closes: closes)
        let work: @Sendable () -> Void = { [weak self] in
            while true {
                let client = accept(descriptor, nil, nil)
                guard client >= 0 else { return }
                answering.answer(
                    client,
                    heard: { request in self?.state.withLock { $0.requests.append(request) } },
                    took: { count in self?.state.withLock { $0.bytesTaken += count } })
            }
        }
        Thread.start(work)
    }

    deinit {
        shutdown(listening, Int32(SHUT_RDWR))
        close(listening)
    }

    var address: String { "http://127.0.0.1:\(port)/hook" }
    var requests: [String] { state.withLock { $0.requests } }
    /// Bytes of the repeated part that were taken off.
    var bytesTaken: Int { state.withLock { $0.bytesTaken } }
}

private struct Answering: Sendable {
    let answer: [UInt8]
    let more: [UInt8]?
    let closes: Bool

    func answer(_ client: Int32, heard: (String) -> Void, took: (Int) -> Void) {
        var request: [UInt8] = []
        var buffer = [UInt8](repeating: 0, count: 4_096)
        while !isWhole(request) {
            let count = recv(client, &buffer, buffer.count, 0)
            guard count > 0 else { break }
            request += buffer.prefix(count)
        }
        heard(String(decoding: request, as: UTF8.self))
        _ = send(client, answer, answer.count, Int32(MSG_NOSIGNAL))
        if let more {
            let chunk = Array(repeatElement(more, count: 4_096 / more.count).joined())
            while case let count = send(client, chunk, chunk.count, Int32(MSG_NOSIGNAL)),
                count > 0
            {
                took(count)
            }
        } else if !closes {
            // Until the other side goes.
            while recv(client, &buffer, buffer.count, 0) > 0 {}
        }
        close(client)
    }

    private func isWhole(_ request: [UInt8]) -> Bool {
        let text = String(decoding: request, as: UTF8.self)
        guard let end = text.firstRange(of: "\r\n\r\n"),
            let length = text.firstMatch(of: /Content-Length: ([0-9]+)/)?.1
        else { return false }
        return text[end.upperBound...].utf8.count >= Int(length) ?? 0
    }
}

private enum Thread {
    /// Runs something that waits, apart from everything else.
    static func start(_ work: @escaping @Sendable () -> Void) {
        let box = Unmanaged.passRetained(Work(work))
        var thread = pthread_t()
        pthread_create(
            &thread, nil,
            { context in
                guard let context else { return nil }
                Unmanaged<Work>.fromOpaque(context).takeRetainedValue().run()
                return nil
            }, box.toOpaque())
        pthread_detach(thread)
    }

    private final class Work: Sendable {
        let run: @Sendable () -> Void
        init(_ run: @escaping @Sendable () -> Void) { self.run = run }
    }
}
