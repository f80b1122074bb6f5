import CKafka

/// A batch of librdkafka's messages, which the records made of them stand in. They are given back
/// when the last of those records is let go.
///
/// It holds their client: a client that is destroyed waits for its messages.
///
/// `@unchecked Sendable`: after `init` the messages are only read, and may be destroyed by any
/// thread.
final class LentMessages: @unchecked Sendable {
    typealias Message = UnsafeMutablePointer<rd_kafka_message_t>

    let messages: [Message?]
    private let client: Client

    /// - Parameter fill: writes up to so many messages, and returns how many it wrote.
    init(
        of client: Client, atMost count: Int,
        fill: (UnsafeMutableBufferPointer<Message?>) -> Int
    ) {
        self.client = client
        messages = Array(unsafeUninitializedCapacity: count) { buffer, filled in
            buffer.initialize(repeating: nil)
            filled = fill(buffer)
        }
    }

    deinit {
        for message in messages { rd_kafka_message_destroy(message) }
    }
}
