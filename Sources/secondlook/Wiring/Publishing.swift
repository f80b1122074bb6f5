import Caseloads
import Casework
import EventLog
import Synchronization

/// Appends many events, some batches ahead of the disk, and says when all are durable.
///
/// The log writes one batch while the next is being made ready; how far ahead is bounded.
final class Publishing: Sendable {
    private let log: any EventLog
    private let state = Mutex(State())

    private struct State {
        var batch: [Message] = []
        var error: (any Error)?
    }

    /// Events an append carries.
    private static let batchSize = 1_000

    init(to log: any EventLog) { self.log = log }

    /// Takes an event and the bytes that say it.
    ///
    /// - Throws: what went wrong with an earlier batch.
    func publish(_ event: Event, bytes: [UInt8]) throws {
        let message = Message(
            to: event.fact.record.kind.topic, key: Array(event.childID.text.utf8), value: bytes)
        let full: [Message]? = try state.withLock { state in
            if let error = state.error { throw error }
            state.batch.append(message)
            guard state.batch.count >= Publishing.batchSize else { return nil }
            defer { state.batch = [] }
            return state.batch
        }
        if let full { append(full) }
    }

    /// Appends what is left and waits until everything is durable.
    func finish() throws {
        let rest = state.withLock { state in
            defer { state.batch = [] }
            return state.batch
        }
        // The log keeps the order of appends, so the last one is durable after all others.
        if !rest.isEmpty { append(rest) }
        _ = try log.appendAndWait([])
        if let error = state.withLock({ $0.error }) { throw error }
    }

    private func append(_ messages: [Message]) {
        log.append(messages) { result in
            guard case .failure(let error) = result else { return }
            self.state.withLock { $0.error = $0.error ?? error }
        }
    }
}
