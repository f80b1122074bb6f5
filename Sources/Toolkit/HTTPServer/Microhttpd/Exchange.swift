import Synchronization

/// One request and its answer, from the request line until the last byte is sent.
///
/// The connection's own thread brings the request. The handler runs there too until it first
/// waits; from then on the connection is suspended, and whoever finishes the handler resumes it.
final class Exchange: Sendable {
    enum Phase {
        case receiving
        /// The handler was started and its thread has not come back to the connection yet.
        case running
        case suspended(Connection, Task<Void, Never>)
        case ready(Response)
        /// Answered, refused or given up.
        case over
    }

    struct State {
        var phase = Phase.receiving
        var request: Request?
        /// Bytes of the body so far, those that were thrown away included.
        var received = 0
        /// When the request was whole, in nanoseconds of the monotonic clock; 0 before.
        var started: UInt64 = 0
        /// Whether it was let in, and so is counted among those that a stopping server waits for.
        var isInFlight = false
        var stream: ResponseStream?
    }

    let target: String
    let state = Mutex(State())

    init(target: String) { self.target = target }

    /// The handler's answer, from whatever thread.
    func finish(_ response: Response) {
        let isLate = state.withLock { state in
            switch state.phase {
            case .running:
                state.phase = .ready(response)
            case .suspended(let connection, _):
                state.phase = .ready(response)
                connection.resume()
            case .receiving, .ready, .over:
                return true
            }
            return false
        }
        if isLate, case .stream(let stream) = response.body { stream.abandon(.serverStopped) }
    }

    /// The answer where it is there, which it then no longer is.
    func takeAnswer() -> Response? {
        state.withLock { state in
            guard case .ready(let response) = state.phase else { return nil }
            state.phase = .over
            return response
        }
    }

    /// Suspends until the answer is there; false where it is there by now.
    func suspend(_ connection: Connection, awaiting task: Task<Void, Never>) -> Bool {
        state.withLock { state in
            guard case .running = state.phase else { return false }
            connection.suspend()
            state.phase = .suspended(connection, task)
            return true
        }
    }

    /// Answers in the handler's place; the handler is told that nobody waits any longer.
    func giveUp(_ response: Response) {
        let task: Task<Void, Never>? = state.withLock { state in
            guard case .suspended(let connection, let task) = state.phase else { return nil }
            state.phase = .ready(response)
            connection.resume()
            return task
        }
        task?.cancel()
    }
}
