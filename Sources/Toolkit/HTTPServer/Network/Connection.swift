import Glibc

/// One client's connection: reads requests one after the other, and writes each one's answer before
/// it reads the next. It belongs to its loop's thread.
final class Connection {
    enum Phase {
        /// TLS is being agreed on.
        case greeting
        /// Waits for a request's head, or the rest of it.
        case head
        case body(Upload)
        /// A worker runs the handler.
        case answering(Exchange)
        /// The answer is being written.
        case sending
        case streaming(ResponseStream)
        /// So many bytes of a refused body still come.
        case skipping(Int)
        /// Nothing more is said, and what still comes is thrown away until the client is done:
        /// whoever closes on it at once takes the answer back with the rest.
        case lingering(until: UInt64, left: Int)
    }

    let id: UInt64
    let descriptor: Int32
    let thread: LoopThread
    var engine: Engine { thread.engine }
    let transport: Transport
    let peer: String?

    var phase: Phase
    var input = InputBuffer()
    var scanner = HeadScanner()
    var output = OutputBuffer()
    var request = RequestState()
    /// Since when a whole request is owed, and when a byte last went either way.
    private(set) var since: UInt64
    var moved: UInt64
    private(set) var isOver = false
    private var wanted = Poll.readable | Poll.halfClosed

    /// What is known of the request that is being read or answered.
    struct RequestState {
        /// Whether the connection closes behind the answer, and what of a body is left then.
        var closes = false
        var rest = 0
        var lingers = false
        var isOld = false
        /// Counted among those that a stopping server waits for.
        var isInFlight = false
    }

    init?(_ id: UInt64, _ descriptor: Int32, on thread: LoopThread) {
        (self.id, self.descriptor, self.thread) = (id, descriptor, thread)
        (since, moved) = (monotonicNanoseconds(), monotonicNanoseconds())
        peer = SocketAddress.peer(of: descriptor)
        if let identity = thread.engine.identity {
            guard let session = TLSSession(identity, descriptor: descriptor) else { return nil }
            transport = .secure(session, descriptor)
            phase = .greeting
        } else {
            transport = .plain(descriptor)
            phase = .head
        }
        guard thread.loop.poll.add(descriptor, wanted, as: id) else { return nil }
    }

    /// For how long, in nanoseconds, and for how many bytes a client that was refused is read on.
    private static let lingering: UInt64 = 30_000_000_000
    private static let thrownAway = 64 << 20

    func begin() {
        // What came with the connection is there by now.
        fill()
    }

    /// Whether it may be closed for a newcomer: it waits for its client.
    var isDispensable: Bool {
        switch phase {
        case .greeting, .head, .lingering: true
        case .skipping, .body, .answering, .sending, .streaming: false
        }
    }

    func want(_ events: UInt32) {
        guard events != wanted, !isOver else { return }
        wanted = events
        thread.loop.poll.change(descriptor, events, as: id)
    }

    func want(_ events: UInt32, _ wish: Bool) {
        want(wish ? wanted | events : wanted & ~events)
    }

    /// The connection owes a request from now on.
    func beginWaiting() {
        since = monotonicNanoseconds()
        moved = since
    }

    func ready(_ events: UInt32) {
        if events & Poll.broken != 0 { return close() }
        if events & Poll.writable != 0 {
            if case .greeting = phase { fill() } else { goOn() }
        }
        guard !isOver, events & (Poll.readable | Poll.halfClosed) != 0 else { return }
        fill()
    }

    /// Writes what waits, and takes up what came meanwhile.
    func goOn() {
        flush()
        advance()
        // What TLS has opened already is not seen by the system.
        if case .secure = transport { fill() }
    }

    func close() {
        guard !isOver else { return }
        isOver = true
        switch phase {
        case .body(let upload): engine.bodies.giveBack(upload.share)
        case .answering(let exchange): exchange.leave()
        case .streaming(let stream): endStream(stream)
        case .greeting, .head, .sending, .skipping, .lingering: break
        }
        phase = .head
        engine.endRequest(&request)
        Glibc.close(descriptor)
        engine.closed(descriptor: descriptor, peer: peer)
        thread.forget(self)
    }

    /// Says nothing more, and waits until the client has read what was said.
    func linger() {
        transport.endSending()
        phase = .lingering(
            until: monotonicNanoseconds() + Connection.lingering, left: Connection.thrownAway)
        input.removeAll()
        want(Poll.readable)
    }
}
