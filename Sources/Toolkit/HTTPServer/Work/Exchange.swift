import Synchronization

/// One request and its answer: what the worker that runs the handler and the connection share.
final class Exchange: Sendable {
    private struct State {
        var answer: Answer?
        var task: Task<Void, Never>?
        /// Answered, given up, or nobody is there any more.
        var isOver = false
    }

    /// When the request was whole, in nanoseconds of the monotonic clock.
    let started = monotonicNanoseconds()
    let isHead: Bool
    private let state = Mutex(State())
    private let loop: Loop
    private let connection: UInt64

    init(isHead: Bool, on connection: UInt64, of loop: Loop) {
        (self.isHead, self.connection, self.loop) = (isHead, connection, loop)
    }

    /// The handler's task, which is cancelled where a stopping server gives it up.
    func run(as task: Task<Void, Never>) {
        state.withLock { if !$0.isOver { $0.task = task } }
    }

    /// The answer, from whatever thread; the first one holds.
    func finish(_ answer: Answer) {
        let isFirst = state.withLock { state in
            guard !state.isOver else { return false }
            (state.isOver, state.answer, state.task) = (true, answer, nil)
            return true
        }
        if isFirst {
            loop.post(.answered(connection))
        } else {
            answer.stream?.abandon(.clientGone)
        }
    }

    /// Answers in the handler's place; the handler is told that nobody waits any longer.
    func giveUp(_ answer: Answer) {
        let task = state.withLock { state in state.isOver ? nil : state.task }
        finish(answer)
        task?.cancel()
    }

    /// The answer where it is there, which it then no longer is.
    func takeAnswer() -> Answer? {
        state.withLock { state in
            defer { state.answer = nil }
            return state.answer
        }
    }

    /// Nobody waits for the answer any more.
    func leave() {
        let answer = state.withLock { state in
            state.isOver = true
            state.task = nil
            defer { state.answer = nil }
            return state.answer
        }
        answer?.stream?.abandon(.clientGone)
    }
}
