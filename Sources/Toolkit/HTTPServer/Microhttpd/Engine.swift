import CMicrohttpd
import Synchronization

/// What the library's callbacks and the server share.
final class Engine: Sendable {
    /// Counts the requests that are being received or answered, streams included, for whoever waits for none.
    struct Gate {
        var inFlight = 0
        var waiter: CheckedContinuation<Void, Never>?

        mutating func takeWaiter() -> CheckedContinuation<Void, Never>? {
            defer { waiter = nil }
            return waiter
        }
    }

    let router: Router
    let configuration: Server.Configuration
    let openStreams: Int
    let counts = Mutex(ServerCounters())
    let gate = Mutex(Gate())
    let visits = Mutex<[ObjectIdentifier: Visit]>([:])
    let suspended = Mutex<[ObjectIdentifier: Exchange]>([:])
    let streams = Mutex<[ObjectIdentifier: ResponseStream]>([:])

    private let draining = Atomic(false)
    private let closing = Atomic(false)

    init(router: Router, configuration: Server.Configuration) {
        self.router = router
        self.configuration = configuration
        openStreams = configuration.openStreams
    }

    /// New requests and streams are refused from now on.
    var isDraining: Bool { draining.load(ordering: .sequentiallyConsistent) }
    /// Nothing may stay suspended from now on.
    var isClosing: Bool { closing.load(ordering: .sequentiallyConsistent) }

    func beginDraining() {
        draining.store(true, ordering: .sequentiallyConsistent)
        for stream in streams.withLock({ Array($0.values) }) { stream.end(.serverStopped) }
    }

    func beginClosing() {
        closing.store(true, ordering: .sequentiallyConsistent)
        for exchange in suspended.withLock({ Array($0.values) }) {
            exchange.giveUp(stopping(exchange))
        }
    }

    func beat() {
        for stream in streams.withLock({ Array($0.values) }) { stream.beat() }
    }

    /// Lets go whoever has owed us a whole request for too long.
    func letSlowClientsGo() {
        let limit = UInt64(max(0, configuration.requestTime / .nanoseconds(1)))
        let now = monotonicNanoseconds()
        guard now > limit else { return }
        // Under the lock that `close` takes before the descriptor goes back to the system.
        let count = visits.withLock { visits in
            visits.values.count { $0.hangUp(ifWaitingSinceBefore: now - limit) }
        }
        if count > 0 { counts.withLock { $0.clientsLetGo += count } }
    }

    func open(_ pointer: OpaquePointer) -> Visit {
        let visit = Visit(descriptor: microhttpd_descriptor(pointer))
        visits.withLock { $0[ObjectIdentifier(visit)] = visit }
        counts.withLock { counts in
            counts.connections += 1
            counts.openConnections += 1
        }
        return visit
    }

    func close(_ visit: Visit) {
        visits.withLock { _ = $0.removeValue(forKey: ObjectIdentifier(visit)) }
        counts.withLock { $0.openConnections -= 1 }
    }

    func visit(of pointer: OpaquePointer) -> Visit? {
        microhttpd_socket_context(pointer).map {
            Unmanaged<Visit>.fromOpaque($0).takeUnretainedValue()
        }
    }

    /// Counts what the library would have written to the standard error.
    func note(_ message: String) {
        let isRefusal = message.contains("connection limit")
        counts.withLock { counts in
            if isRefusal { counts.connectionsRefused += 1 } else { counts.complaints += 1 }
        }
    }
}
