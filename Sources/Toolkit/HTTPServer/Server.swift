import Dispatch
import Glibc
import Synchronization

/// Answers HTTP/1.1 on one address with a router's handlers.
///
/// A few threads do nothing but read and write. Handlers run on others (`Lane`), of which each kind
/// of route has its own; as many requests wait for them as `Configuration.waitingRequests` says, and
/// a further one is answered 503 at once.
public final class Server: Sendable {
    /// Where the server is: what it was asked, or what the system chose for port 0.
    public let port: UInt16
    /// What was asked but had to be made smaller, in plain sentences.
    public let adjustments: [String]

    private let engine: Engine
    private let phase = Mutex(Phase.running)
    private let timers: Timers
    private let loops: [Loop]
    private let threads: DispatchGroup

    private enum Phase {
        case running
        case stopping([CheckedContinuation<Void, Never>])
        case stopped
    }

    /// Opens the address and begins to answer.
    ///
    /// - Throws: `ServerError` where the address cannot be had, `TLSFault` where the certificate
    ///   cannot be used.
    public init(router: Router, configuration: Configuration = Configuration()) throws {
        let (configuration, adjustments) = configuration.adjusted(
            toOpenFiles: Configuration.openFileLimit(wanting: configuration.files))
        let identity = try configuration.tls?.load()
        let socket = try ListeningSocket(host: configuration.host, port: configuration.port)
        let engine = Engine(router: router, configuration: configuration, identity: identity)
        let loops = (0...configuration.threads).compactMap { _ in Loop() }
        let threads = DispatchGroup()
        self.port = socket.port
        self.adjustments = adjustments
        (self.engine, self.loops, self.threads) = (engine, loops, threads)
        timers = Timers(engine: engine)
        engine.loops.withLock { $0 = loops }
        for (index, loop) in loops.enumerated() {
            threads.enter()
            let thread = startThread("http-\(index)") {
                let listener = index == 0 ? Listener(socket) : nil
                LoopThread(loop, engine, listener: listener).run()
                threads.leave()
            }
            if thread == nil { threads.leave() }
            guard thread != nil, loops.count == configuration.threads + 1 else {
                loops.forEach { $0.post(.stop) }
                if index == 0 { socket.close() }
                throw ServerError.notStarted(host: configuration.host, port: socket.port)
            }
        }
    }

    /// A server that nobody holds is stopped at once; call `shutdown` to be polite.
    deinit {
        guard case .running = phase.withLock({ $0 }) else { return }
        timers.cancel()
        engine.beginDraining()
        engine.beginClosing()
        stopLoops()
    }

    private func stopLoops() {
        for loop in loops { loop.post(.stop) }
        threads.wait()
        // Owners of streams have heard of their end when the server is gone.
        engine.afterwards.sync {}
    }

    /// Whether it is reached by TLS alone.
    public var isSecure: Bool { engine.isSecure }

    /// What happened since the start.
    public var counters: ServerCounters {
        var counts = engine.counts.withLock { $0 }
        counts.openStreams = engine.streams.withLock { $0.count }
        counts.requestsInFlight = engine.gate.withLock { $0.inFlight }
        counts.bodyBytes = engine.bodies.inUse
        return counts
    }

    /// Sends a heartbeat down every open stream now, as the server does by itself from time to time.
    public func beat() { engine.beat() }

    /// Reads certificate and key again; connections that come from now on are shown the new one.
    ///
    /// - Throws: `TLSFault`, and the old one stays.
    public func rereadCertificate() throws {
        if let files = engine.configuration.tls { engine.show(try files.load()) }
    }

    /// Stops politely: takes no new connection, refuses new requests, ends the streams, lets
    /// requests in flight finish for as long as `limit`, then answers the rest with 503 and closes.
    /// Calling it again waits for the same end.
    public func shutdown(within limit: Duration) async {
        let isFirst = phase.withLock { phase in
            guard case .running = phase else { return false }
            phase = .stopping([])
            return true
        }
        guard isFirst else { return await waitUntilStopped() }

        engine.beginDraining()
        loops.first?.post(.stopListening)
        await timers.wait(for: engine, atMost: limit)
        engine.beginClosing()
        // What was given up has its answer; it only needs to be written.
        await timers.wait(for: engine, atMost: .milliseconds(500))
        timers.cancel()
        await withCheckedContinuation { continuation in
            // Waits for the threads, so on one that nobody else needs.
            DispatchQueue(label: "http-server-stop").async { [self] in
                stopLoops()
                continuation.resume()
            }
        }
        let waiting = phase.withLock { phase -> [CheckedContinuation<Void, Never>] in
            defer { phase = .stopped }
            if case .stopping(let waiting) = phase { return waiting }
            return []
        }
        for continuation in waiting { continuation.resume() }
    }

    private func waitUntilStopped() async {
        await withCheckedContinuation { continuation in
            let isStopped = phase.withLock { phase in
                guard case .stopping(let waiting) = phase else { return true }
                phase = .stopping(waiting + [continuation])
                return false
            }
            if isStopped { continuation.resume() }
        }
    }
}
