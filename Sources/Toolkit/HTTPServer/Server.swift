import CMicrohttpd
import Dispatch
import Glibc
import Synchronization

/// Answers HTTP/1.1 on one address with a router's handlers.
///
/// A handler runs on the connection's own thread until it first waits; the connection is then set
/// aside until the answer is there, so no thread ever waits for a handler. A handler that computes
/// for long holds up the other connections of its thread: let it wait for work done elsewhere.
public final class Server: Sendable {
    /// Where the server is: what it was asked, or what the system chose for port 0.
    public let port: UInt16
    /// What was asked but had to be made smaller, in plain sentences.
    public let adjustments: [String]

    private let engine: Engine
    private let daemon: Mutex<Daemon>
    private let timers: Timers

    private enum Daemon {
        // The address of libmicrohttpd's daemon, which any thread may stop, once.
        case running(UInt)
        case stopping([CheckedContinuation<Void, Never>])
        case stopped
    }

    /// Opens the address and begins to answer.
    ///
    /// - Throws: `ServerError` where the address cannot be had.
    public init(router: Router, configuration: Configuration = Configuration()) throws {
        let (configuration, adjustments) = configuration.adjusted(
            toOpenFiles: Configuration.openFileLimit())
        let socket = try ListeningSocket(host: configuration.host, port: configuration.port)
        let engine = Engine(router: router, configuration: configuration)
        var settings = microhttpd_settings(
            context: Unmanaged.passUnretained(engine).toOpaque(),
            log: log, answer: answer, begin: begin, complete: complete, notify: notify,
            listening_socket: socket.descriptor,
            memory_per_connection: configuration.headerBytes + 8_192,
            connections: UInt32(configuration.connections),
            connections_per_address: UInt32(configuration.connectionsPerAddress ?? 0),
            idle_seconds: UInt32(max(1, configuration.idleTime.components.seconds)),
            threads: UInt32(configuration.threads))
        guard let pointer = microhttpd_start(&settings) else {
            socket.close()
            throw ServerError.notStarted(host: configuration.host, port: socket.port)
        }
        self.port = socket.port
        self.adjustments = adjustments
        self.engine = engine
        daemon = Mutex(.running(UInt(bitPattern: pointer)))
        timers = Timers(engine: engine)
    }

    /// A server that nobody holds is stopped at once; call `shutdown` to be polite.
    deinit {
        guard case .running(let address) = daemon.withLock({ $0 }) else { return }
        timers.cancel()
        engine.beginDraining()
        engine.beginClosing()
        MHD_stop_daemon(OpaquePointer(bitPattern: address))
    }

    /// What happened since the start.
    public var counters: ServerCounters {
        var counts = engine.counts.withLock { $0 }
        counts.openStreams = engine.streams.withLock { $0.count }
        counts.requestsInFlight = engine.gate.withLock { $0.inFlight }
        return counts
    }

    /// Sends a heartbeat down every open stream now, as the server does by itself from time to time.
    public func beat() { engine.beat() }

    /// Stops politely: takes no new connection, refuses new requests, ends the streams, lets
    /// requests in flight finish for as long as `limit`, then answers the rest with 503 and closes.
    /// Calling it again waits for the same end.
    public func shutdown(within limit: Duration) async {
        let address: UInt? = daemon.withLock { daemon in
            guard case .running(let address) = daemon else { return nil }
            daemon = .stopping([])
            return address
        }
        guard let address else { return await waitUntilStopped() }
        let pointer = OpaquePointer(bitPattern: address)

        engine.beginDraining()
        // Refuses newcomers, yet stays open until the threads are gone: one of them may be about
        // to take it out of its set, and the library aborts the program where it cannot.
        let listening = MHD_quiesce_daemon(pointer)
        if listening >= 0 { _ = microhttpd_hang_up(listening) }
        await timers.wait(for: engine, atMost: limit)
        engine.beginClosing()
        // What was given up has its answer; it only needs to be written.
        await timers.wait(for: engine, atMost: .milliseconds(500))
        timers.cancel()
        await withCheckedContinuation { continuation in
            // Waits for the daemon's threads, so on one that nobody else needs.
            DispatchQueue(label: "http-server-stop").async {
                MHD_stop_daemon(OpaquePointer(bitPattern: address))
                if listening >= 0 { close(listening) }
                continuation.resume()
            }
        }
        let waiting = daemon.withLock { daemon -> [CheckedContinuation<Void, Never>] in
            defer { daemon = .stopped }
            if case .stopping(let waiting) = daemon { return waiting }
            return []
        }
        for continuation in waiting { continuation.resume() }
    }

    private func waitUntilStopped() async {
        await withCheckedContinuation { continuation in
            let isStopped = daemon.withLock { daemon in
                guard case .stopping(let waiting) = daemon else { return true }
                daemon = .stopping(waiting + [continuation])
                return false
            }
            if isStopped { continuation.resume() }
        }
    }
}
