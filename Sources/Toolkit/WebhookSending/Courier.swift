private import Dispatch
private import Synchronization

/// Takes what waits in an outbox to where it should go. What does not arrive is tried again, each time
/// after twice as long, or later where the receiver asks for it. A receiver that answers 410 is sent
/// nothing more.
///
/// A message is settled after it arrived, so one that arrived just before the power went is sent again,
/// under the same id.
public final class Courier: Sendable {
    public typealias Sending = @Sendable (SignedMessage) async -> Delivery

    public struct Settings: Sendable {
        /// Where messages may go.
        public var networks = AllowedNetworks()
        /// After how many milliseconds a message is tried again the first time.
        public var firstDelay: Int64 = 10_000
        /// After how many tries it is given up: 12 with the first delay are more than 11 hours.
        public var attempts = 12
        /// What the program calls itself.
        public var userAgent = "SecondLook/1"

        public init() {}
    }

    private let outbox: any Outbox
    private let settings: Settings
    private let clock: @Sendable () -> Int64
    private let send: Sending
    /// The subscriptions that somebody is on the way to.
    private let underway = Mutex<Set<Int64>>([])
    private let queue = DispatchQueue(label: "courier", attributes: .concurrent)
    /// To so many subscriptions at a time.
    private static let width = 16

    /// - Parameter clock: milliseconds since 1970 UTC.
    public init(
        _ outbox: any Outbox, _ settings: Settings = Settings(),
        clock: @escaping @Sendable () -> Int64, send: @escaping Sending
    ) {
        (self.outbox, self.settings, self.clock, self.send) = (outbox, settings, clock, send)
    }

    /// Sends what is due: to each subscription one message after the other, until one does not arrive.
    /// Subscriptions that another round is still busy with are left to it.
    ///
    /// - Returns: how many arrived.
    @discardableResult
    public func deliver() async throws -> Int {
        let due = try await apart { [outbox] in try outbox.due(limit: 500) }
        var bySubscription: [Int64: [OutgoingMessage]] = [:]
        for message in due { bySubscription[message.subscription, default: []].append(message) }
        let taken = take(bySubscription.keys.sorted())
        return try await withThrowingTaskGroup(of: Int.self) { group in
            for subscription in taken {
                let messages = bySubscription[subscription] ?? []
                group.addTask { [self] in
                    defer { underway.withLock { _ = $0.remove(subscription) } }
                    return try await deliver(messages)
                }
            }
            return try await group.reduce(0, +)
        }
    }

    private func take(_ subscriptions: [Int64]) -> [Int64] {
        underway.withLock { underway in
            let taken = subscriptions.filter { !underway.contains($0) }
                .prefix(max(0, Courier.width - underway.count))
            underway.formUnion(taken)
            return Array(taken)
        }
    }

    private func deliver(_ messages: [OutgoingMessage]) async throws -> Int {
        var arrived = 0
        for message in messages {
            let delivery = await attempt(message)
            try await apart { [self] in try keep(delivery, of: message) }
            guard case .arrived = delivery else { return arrived }
            arrived += 1
        }
        return arrived
    }

    private func attempt(_ message: OutgoingMessage) async -> Delivery {
        guard (try? Endpoint(message.address, in: settings.networks)) != nil else {
            return .failed("its address leads where messages may not go", wait: nil)
        }
        return await send(
            SignedMessage(message, from: settings.userAgent, at: clock()))
    }

    private func keep(_ delivery: Delivery, of message: OutgoingMessage) throws {
        switch delivery {
        case .arrived: try outbox.settle(message)
        case .ended(let reason): try outbox.end(subscription: message.subscription, because: reason)
        case .failed(let reason, let wait):
            guard message.attempts + 1 < settings.attempts else {
                return try outbox.giveUp(message, because: reason)
            }
            let delay = settings.firstDelay << Int64(min(message.attempts, 20))
            try outbox.postpone(
                message, because: reason, until: clock() + max(delay, wait ?? 0))
        }
    }

    /// Does what waits for the disk on a thread that may.
    private func apart<Value: Sendable>(
        _ body: @escaping @Sendable () throws -> Value
    ) async throws -> Value {
        try await withCheckedThrowingContinuation { continuation in
            queue.async { continuation.resume(with: Result { try body() }) }
        }
    }
}
