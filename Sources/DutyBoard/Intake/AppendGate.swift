import Dispatch
import EventLog
import Synchronization

/// Hands events to the log, and lets no request wait for a log that does not move: one that is
/// locked, or whose brokers are frozen.
///
/// What was handed over cannot be taken back: what is refused here as too slow may still become
/// durable, and nothing is reported durable that is not. How much may be under way is limited, so
/// that the log's own queue never fills and never blocks.
final class AppendGate: Sendable {
    struct Limits {
        /// How long an append may take while none succeeds; large ones are given more.
        var patience = Duration.milliseconds(750)
        /// How long it may take while others succeed.
        var longest = Duration.seconds(3)
        /// Messages and bytes under way, below what either log's queue holds.
        var messages = 50_000
        var bytes = 32 << 20
    }

    private struct Entry {
        let since: ContinuousClock.Instant
        let patience: Duration
        let messages: Int
        let bytes: Int
        /// Nil where the request was told that it takes too long.
        var continuation: CheckedContinuation<Void, any Error>?
    }

    private struct State {
        var entries: [UInt64: Entry] = [:]
        var next: UInt64 = 0
        var messages = 0
        var bytes = 0
        var givenUp = 0
        var succeeded = ContinuousClock.now
        var tried = ContinuousClock.now
        var isWatching = false
    }

    private let log: any EventLog
    private let limits: Limits
    private let state = Mutex(State())
    /// Where the log is called: should it block, no request does.
    private let handing = DispatchQueue(label: "intake-appends")
    private let watching = DispatchQueue(label: "intake-watch")

    init(_ log: any EventLog, limits: Limits = Limits()) {
        (self.log, self.limits) = (log, limits)
    }

    /// Returns when the messages are durable.
    ///
    /// - Throws: what the log says, or `SlowLog`.
    func append(_ messages: [Message]) async throws {
        let bytes = messages.reduce(0) { $0 + ($1.value?.count ?? 0) + 64 }
        try await withCheckedThrowingContinuation { continuation in
            guard let id = enter(messages.count, bytes, continuation) else {
                return continuation.resume(throwing: SlowLog.full)
            }
            handing.async { [self] in
                log.append(messages) { [weak self] in self?.settle(id, $0) }
            }
        }
    }

    private func enter(
        _ messages: Int, _ bytes: Int, _ continuation: CheckedContinuation<Void, any Error>
    ) -> UInt64? {
        let now = ContinuousClock.now
        let (id, begins) = state.withLock { state -> (UInt64?, Bool) in
            // While nothing moves, one now and then finds out whether it does again.
            let isStuck = state.givenUp > 0 && now - state.succeeded > limits.patience
            guard !isStuck || now - state.tried > limits.patience else { return (nil, false) }
            let isRoom =
                state.messages + messages <= limits.messages && state.bytes + bytes <= limits.bytes
            guard isRoom || state.entries.isEmpty else { return (nil, false) }
            state.tried = now
            let id = state.next
            state.next += 1
            state.messages += messages
            state.bytes += bytes
            let more = Duration.microseconds(messages * 100 + bytes / 16)
            state.entries[id] = Entry(
                since: now, patience: limits.patience + more, messages: messages, bytes: bytes,
                continuation: continuation)
            defer { state.isWatching = true }
            return (id, !state.isWatching)
        }
        if begins { watch() }
        return id
    }

    private func settle(_ id: UInt64, _ result: Result<[Position], any Error>) {
        let continuation = state.withLock { state -> CheckedContinuation<Void, any Error>? in
            guard let entry = state.entries.removeValue(forKey: id) else { return nil }
            state.messages -= entry.messages
            state.bytes -= entry.bytes
            if entry.continuation == nil { state.givenUp -= 1 }
            if case .success = result { state.succeeded = .now }
            return entry.continuation
        }
        continuation?.resume(with: result.map { _ in })
    }

    /// Looks after what is under way, for as long as anything is.
    private func watch() {
        watching.asyncAfter(deadline: .now() + .milliseconds(50)) { [weak self] in
            guard let self else { return }
            let (late, goesOn) = takeLate()
            for continuation in late { continuation.resume(throwing: SlowLog.stuck) }
            if goesOn { watch() }
        }
    }

    private func takeLate() -> ([CheckedContinuation<Void, any Error>], Bool) {
        let now = ContinuousClock.now
        return state.withLock { state in
            var late: [CheckedContinuation<Void, any Error>] = []
            for (id, entry) in state.entries {
                guard let continuation = entry.continuation else { continue }
                let waited = now - entry.since
                let stood = now - max(entry.since, state.succeeded)
                guard stood > entry.patience || waited > entry.patience + limits.longest else {
                    continue
                }
                state.entries[id]?.continuation = nil
                state.givenUp += 1
                late.append(continuation)
            }
            state.isWatching = state.entries.values.contains { $0.continuation != nil }
            return (late, state.isWatching)
        }
    }
}

/// Why events were not waited for.
enum SlowLog: Error {
    /// Too much is under way, or nothing moves: they were not handed to the log.
    case full
    /// They were, and may still become durable.
    case stuck
}
