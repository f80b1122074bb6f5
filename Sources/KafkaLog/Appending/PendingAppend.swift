import CKafka
import EventLog
import Synchronization

/// One `append` on its way: collects where each of its messages came to stand.
final class PendingAppend: Sendable {
    /// What librdkafka hands back with each message.
    struct Slot {
        let append: Unmanaged<PendingAppend>
        let index: Int
        let partition: Partition
    }

    private struct State {
        var positions: [Position?]
        var left: Int
        var failure: rd_kafka_resp_err_t?
    }

    private let state: Mutex<State>
    private let finish: @Sendable (Result<[Position], ResponseError>) -> Void

    init(
        count: Int, finish: @escaping @Sendable (Result<[Position], ResponseError>) -> Void
    ) {
        state = Mutex(State(positions: Array(repeating: nil, count: count), left: count))
        self.finish = finish
    }

    /// What to give librdkafka with a message; it is freed by `arrived`.
    func slot(_ index: Int, _ partition: Partition) -> UnsafeMutableRawPointer {
        let slot = UnsafeMutablePointer<Slot>.allocate(capacity: 1)
        slot.initialize(
            to: Slot(append: Unmanaged.passRetained(self), index: index, partition: partition))
        return UnsafeMutableRawPointer(slot)
    }

    /// A message came to stand at an offset, or did not.
    static func arrived(
        _ opaque: UnsafeMutableRawPointer, offset: Int64, error: rd_kafka_resp_err_t
    ) {
        let slot = opaque.assumingMemoryBound(to: Slot.self)
        let content = slot.move()
        slot.deallocate()
        let position = Position(content.partition, offset)
        content.append.takeRetainedValue()
            .note(error == RD_KAFKA_RESP_ERR_NO_ERROR ? position : nil, at: content.index, error)
    }

    private func note(_ position: Position?, at index: Int, _ error: rd_kafka_resp_err_t) {
        let result = state.withLock { state -> Result<[Position], ResponseError>? in
            state.positions[index] = position
            if position == nil { state.failure = state.failure ?? error }
            state.left -= 1
            guard state.left == 0 else { return nil }
            if let failure = state.failure { return .failure(failure) }
            return .success(state.positions.compactMap { $0 })
        }
        if let result { finish(result) }
    }
}
