/// The requests that wait for the writer: as many as its limits say, then `put` blocks.
final class Queue: Sendable {
    /// How much a queue may hold, and how much of it is written as one.
    struct Limits: Sendable {
        /// Waiting messages and their bytes. One request may be larger: it waits for an empty queue.
        var waiting = (count: 100_000, bytes: 64 << 20)
        /// Messages and bytes of one transaction. One request may be larger, never split.
        var transaction = (count: 20_000, bytes: 16 << 20)
        /// Bytes of one message's key, value and headers, well below SQLite's own 1 GB: past that
        /// it would fail every other append of its group.
        var message = 256 << 20
        /// After so long without a message, what stands in the write-ahead log alone is taken back
        /// into the file.
        var rest = Duration.seconds(1)
    }

    private struct State: Sendable {
        var waiting: [Request] = []
        var count = 0
        var bytes = 0
        var isClosed = false
    }

    private let limits: Limits
    private let state = Monitor(State())

    init(limits: Limits) {
        self.limits = limits
    }

    /// - Returns: false when the queue is closed, and the request was not taken.
    func put(_ request: Request) -> Bool {
        state.wait { state in
            if state.isClosed { return false }
            let isFull =
                state.count + request.count > limits.waiting.count
                || state.bytes + request.bytes > limits.waiting.bytes
            guard state.waiting.isEmpty || !isFull else { return nil }
            state.waiting.append(request)
            state.count += request.count
            state.bytes += request.bytes
            return true
        }
    }

    /// Waits until there is something to take, or nothing more will come, at most until the deadline.
    func waitForSome(until deadline: Deadline) {
        _ = state.wait(until: deadline) { !$0.waiting.isEmpty || $0.isClosed }
    }

    /// Whether nothing waits and nothing more will come.
    var isOver: Bool { state.withLock { $0.isClosed && $0.waiting.isEmpty } }

    /// Whether something waits.
    var hasSome: Bool { state.withLock { !$0.waiting.isEmpty } }

    /// The next requests that fit into one transaction, as soon as there is one at all.
    ///
    /// - Returns: none when the queue is closed and empty.
    func take() -> [Request] {
        state.wait { state in
            guard !state.waiting.isEmpty else { return state.isClosed ? [] : nil }
            var count = 0
            var bytes = 0
            let fitting = state.waiting.prefix { request in
                count += request.count
                bytes += request.bytes
                return count <= limits.transaction.count && bytes <= limits.transaction.bytes
            }
            let taken = Array(state.waiting.prefix(max(1, fitting.count)))
            state.waiting.removeFirst(taken.count)
            for request in taken {
                state.count -= request.count
                state.bytes -= request.bytes
            }
            return taken
        }
    }

    /// Lets nothing more in. What waits is still there to be taken.
    func close() {
        state.change { $0.isClosed = true }
    }
}
