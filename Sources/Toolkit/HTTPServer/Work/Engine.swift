import Dispatch
import Glibc
import Synchronization

/// What the network's threads, the workers and the server share.
final class Engine: Sendable {
    /// Counts the requests that are being received or answered, streams included, for whoever waits
    /// for none.
    struct Gate {
        var inFlight = 0
        var waiter: CheckedContinuation<Void, Never>?

        mutating func takeWaiter() -> CheckedContinuation<Void, Never>? {
            defer { waiter = nil }
            return waiter
        }
    }

    /// Nanoseconds.
    struct Patience {
        let idle: UInt64
        let request: UInt64
        let stalled: UInt64
    }

    let router: Router
    let configuration: Server.Configuration
    let patience: Patience
    let hosts: HostRules
    let bodies: BodyBudget
    let lanes: Lanes
    let counts = Mutex(ServerCounters())
    let gate = Mutex(Gate())
    let streams = Mutex<[ObjectIdentifier: ResponseStream]>([:])
    let exchanges = Mutex<[ObjectIdentifier: (exchange: Exchange, request: Request)]>([:])
    /// Where owners of streams are told of their end: it may take them a moment.
    let afterwards = DispatchQueue(label: "http-server-ends")

    let loops = Mutex<[Loop]>([])
    let turns = Atomic<UInt64>(0)
    let open = Atomic(0)
    private let nextID = Atomic<UInt64>(Listener.id)
    private let identities: Mutex<TLSIdentity?>
    let addresses = Mutex<[String: Int]>([:])

    private let draining = Atomic(false)
    private let closing = Atomic(false)

    init(router: Router, configuration: Server.Configuration, identity: TLSIdentity?) {
        self.router = router
        self.configuration = configuration
        func nanoseconds(_ duration: Duration) -> UInt64 { UInt64(duration.wholeNanoseconds) }
        patience = Patience(
            idle: nanoseconds(configuration.idleTime),
            request: nanoseconds(configuration.requestTime),
            stalled: nanoseconds(configuration.stallTime))
        hosts = HostRules(
            listeningOn: configuration.host, allowed: configuration.allowedHosts)
        bodies = BodyBudget(total: configuration.allBodiesBytes)
        lanes = Lanes(threads: configuration.workers)
        identities = Mutex(identity)
        isSecure = identity != nil
    }

    let isSecure: Bool
    /// What new connections are shown; nil where there is no TLS.
    var identity: TLSIdentity? { identities.withLock { $0 } }

    func show(_ identity: TLSIdentity) { identities.withLock { $0 = identity } }

    func nextConnectionID() -> UInt64 {
        nextID.wrappingAdd(1, ordering: .relaxed).newValue
    }

    /// New requests and streams are refused from now on.
    var isDraining: Bool { draining.load(ordering: .sequentiallyConsistent) }
    /// Nothing may wait for a handler from now on.
    var isClosing: Bool { closing.load(ordering: .sequentiallyConsistent) }

    func beginDraining() {
        draining.store(true, ordering: .sequentiallyConsistent)
        for stream in streams.withLock({ Array($0.values) }) { stream.end(.serverStopped) }
    }

    func beginClosing() {
        closing.store(true, ordering: .sequentiallyConsistent)
        for held in exchanges.withLock({ Array($0.values) }) { giveUp(held) }
    }

    func beat() {
        for stream in streams.withLock({ Array($0.values) }) { stream.beat() }
    }

    func beginRequest(_ request: inout Connection.RequestState) {
        request.isInFlight = true
        gate.withLock { $0.inFlight += 1 }
    }

    func endRequest(_ request: inout Connection.RequestState) {
        guard request.isInFlight else { return }
        request = Connection.RequestState()
        let waiter = gate.withLock { gate -> CheckedContinuation<Void, Never>? in
            gate.inFlight -= 1
            return gate.inFlight == 0 ? gate.takeWaiter() : nil
        }
        waiter?.resume()
    }
}
