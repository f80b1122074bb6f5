private import Dispatch
private import Synchronization

extension EventLog {
    /// Appends and suspends until the messages are durable.
    public func append(_ messages: [Message]) async throws -> [Position] {
        try await withCheckedThrowingContinuation { continuation in
            append(messages) { continuation.resume(with: $0) }
        }
    }

    /// Appends and blocks the calling thread until the messages are durable. For threads that own
    /// a loop; never call it from a task.
    public func appendAndWait(_ messages: [Message]) throws -> [Position] {
        let done = DispatchSemaphore(value: 0)
        let answer = Mutex<Result<[Position], any Error>?>(nil)
        append(messages) { result in
            answer.withLock { $0 = result }
            done.signal()
        }
        done.wait()
        guard let result = answer.withLock({ $0 }) else { throw LogError.closed }
        return try result.get()
    }
}
