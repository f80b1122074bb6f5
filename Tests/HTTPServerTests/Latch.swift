import Synchronization

/// A value that somebody waits for and somebody else brings.
final class Latch<Value: Sendable>: Sendable {
    private struct State {
        var values: [Value] = []
        var waiting: [CheckedContinuation<Value, Never>] = []
    }
    private let state = Mutex(State())

    /// Every value brought so far that nobody waited for.
    var pending: [Value] { state.withLock { $0.values } }

    func bring(_ value: Value) {
        let continuation = state.withLock { state -> CheckedContinuation<Value, Never>? in
            if state.waiting.isEmpty {
                state.values.append(value)
                return nil
            }
            return state.waiting.removeFirst()
        }
        continuation?.resume(returning: value)
    }

    func value() async -> Value {
        await withCheckedContinuation { continuation in
            let value = state.withLock { state -> Value? in
                if state.values.isEmpty {
                    state.waiting.append(continuation)
                    return nil
                }
                return state.values.removeFirst()
            }
            if let value { continuation.resume(returning: value) }
        }
    }
}

extension Latch<Void> {
    func open() { bring(()) }
}
