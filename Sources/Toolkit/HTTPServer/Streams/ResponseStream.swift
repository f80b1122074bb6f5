import Synchronization

/// The open end of a response: whoever holds it may send from any thread, and never waits.
///
///     let stream = ResponseStream { _ in board.leave(reader) }
///     board.join(reader, stream)
///     return .events(stream)
///
/// Between sender and client lies a buffer with a limit. A client that falls further behind is let
/// go; a browser then comes back by itself with `Last-Event-ID`.
public final class ResponseStream: Sendable {
    /// Why a stream is over.
    public enum End: Hashable, Sendable {
        /// The sender ended it.
        case finished
        /// The client fell behind by more than the limit.
        case overrun
        case clientGone
        case serverStopped
        /// The server had no room for one more stream.
        case refused
    }

    private struct State {
        var buffer = StreamBuffer()
        var end: End?
        var onEnd: (@Sendable (End) -> Void)?
        var carrier: StreamCarrier?
        var stays: (@Sendable () -> Bool)?
        /// Whether the connection found nothing and wants to be told of more.
        var isAwaited = false

        mutating func wake() {
            guard isAwaited, let carrier else { return }
            isAwaited = false
            carrier.wake()
        }
    }

    private let state: Mutex<State>
    private let limit: Int
    private let heartbeat: [UInt8]

    /// - Parameters:
    ///   - limit: how many bytes may wait for the client.
    ///   - heartbeat: what the server sends at each heartbeat to find out who is still there;
    ///     for anything but server-sent events, nothing.
    ///   - onEnd: called once, when the stream is over, whatever the reason. It is never called
    ///     from inside `send` or `finish`, so it may take the lock that its owner sends under.
    public init(
        limit: Int = 262_144, heartbeat: [UInt8] = ServerSentEvent.heartbeat,
        onEnd: @escaping @Sendable (End) -> Void = { _ in }
    ) {
        self.limit = limit
        self.heartbeat = heartbeat
        state = Mutex(State(onEnd: onEnd))
    }

    /// Sends bytes after all that were sent before. False where the stream is over.
    @discardableResult
    public func send(_ bytes: [UInt8]) -> Bool {
        state.withLock { state in
            guard state.end == nil else { return false }
            guard state.buffer.count + bytes.count <= limit else {
                state.end = .overrun
                state.buffer.removeAll()
                state.wake()
                // A client that does not read would hold the connection until its idle time.
                state.carrier?.hangUp()
                return false
            }
            state.buffer.append(bytes)
            state.wake()
            return true
        }
    }

    /// Sends an event. False where the stream is over.
    @discardableResult
    public func send(_ event: ServerSentEvent) -> Bool { send(event.bytes) }

    /// Ends the stream behind what was sent.
    public func finish() { end(.finished) }

    /// Asks at each of the server's heartbeats whether the stream may stay open, and ends it where it
    /// may not. To be said before the stream is answered.
    public func stay(while condition: @escaping @Sendable () -> Bool) {
        state.withLock { $0.stays = condition }
    }

    /// Why the stream is over; nil while it is open.
    public var end: End? { state.withLock { $0.end } }

    /// Takes what waits for the client: for a test that holds the stream instead of a client.
    public func takeBuffered() -> [UInt8] {
        state.withLock { state in
            let bytes = Array(state.buffer.waiting)
            state.buffer.removeAll()
            return bytes
        }
    }

    func end(_ reason: End) {
        state.withLock { state in
            guard state.end == nil else { return }
            state.end = reason
            state.wake()
        }
    }

    /// Ends a stream that no connection carries.
    func abandon(_ reason: End) {
        end(reason)
        leave(.clientGone)
    }
}

// What the connection's own thread calls, and the server's heartbeat.
extension ResponseStream {
    enum Reading {
        case bytes(Int)
        case later
        case end
    }

    func carry(on carrier: StreamCarrier) {
        state.withLock { $0.carrier = carrier }
    }

    /// Moves waiting bytes to the client; where there are none, `send` tells the connection of the
    /// next.
    func read(into target: UnsafeMutableRawBufferPointer) -> Reading {
        state.withLock { state in
            let count = state.buffer.take(into: target)
            if count > 0 { return .bytes(count) }
            guard state.end == nil, state.carrier != nil else { return .end }
            state.isAwaited = true
            return .later
        }
    }

    /// Sends something down an idle line, so that whoever stands between keeps it open.
    func beat() {
        if let stays = state.withLock({ $0.stays }), !stays() { return end(.finished) }
        state.withLock { state in
            guard state.end == nil, state.isAwaited, state.carrier != nil else { return }
            state.buffer.append(heartbeat)
            state.wake()
        }
    }

    /// The connection is done with the stream.
    func leave(_ reason: End) {
        let call = state.withLock { state in
            let end = state.end ?? reason
            state.end = end
            state.carrier = nil
            state.isAwaited = false
            state.buffer.removeAll()
            let onEnd = state.onEnd
            state.onEnd = nil
            return onEnd.map { ($0, end) }
        }
        if let (onEnd, end) = call { onEnd(end) }
    }
}
