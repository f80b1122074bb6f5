public import CatalogueStore
private import Catalogue
private import Dispatch
private import Synchronization

/// Takes what waits in the outbox to where it should go. What does not arrive is tried again, each
/// time after twice as long.
///
/// A message is settled after it arrived, so one that arrived just before the power went is sent
/// again, under the same id.
public final class Courier: Sendable {
    /// Sends a message and gives the answer's status; throws where there was none.
    public typealias Sending = @Sendable (SignedMessage) async throws -> Int

    public struct Settings: Sendable {
        /// Whether messages may go to this machine and its own network.
        public var allowsLocal = false
        /// After how many milliseconds a message is tried again the first time.
        public var firstDelay: Int64 = 10_000
        /// After how many tries it is given up: 12 with the first delay are more than 11 hours.
        public var attempts = 12

        public init() {}
    }

    private let store: CatalogueStore
    private let settings: Settings
    private let clock: @Sendable () -> Int64
    private let send: Sending
    /// The webhooks that somebody is on the way to.
    private let underway = Mutex<Set<Int64>>([])
    private let queue = DispatchQueue(label: "courier", attributes: .concurrent)

    /// To so many webhooks at a time.
    private static let width = 16

    /// - Parameter clock: milliseconds since 1970 UTC.
    public init(
        _ store: CatalogueStore, _ settings: Settings = Settings(),
        clock: @escaping @Sendable () -> Int64, send: @escaping Sending
    ) {
        (self.store, self.settings, self.clock, self.send) = (store, settings, clock, send)
    }

    /// Sends what is due: to each webhook one message after the other, until one does not arrive.
    /// Webhooks that another round is still busy with are left to it.
    ///
    /// - Returns: how many arrived.
    @discardableResult
    public func deliver() async throws -> Int {
        let due = try await apart { [store] in try store.dueMessages(limit: 500) }
        var byWebhook: [Int64: [OutboxMessage]] = [:]
        for message in due { byWebhook[message.webhook.number, default: []].append(message) }
        let taken = take(byWebhook.keys.sorted())
        return try await withThrowingTaskGroup(of: Int.self) { group in
            for webhook in taken {
                let messages = byWebhook[webhook] ?? []
                group.addTask { [self] in
                    defer { underway.withLock { _ = $0.remove(webhook) } }
                    return try await deliver(messages)
                }
            }
            return try await group.reduce(0, +)
        }
    }

    private func take(_ webhooks: [Int64]) -> [Int64] {
        underway.withLock { underway in
            let taken = webhooks.filter { !underway.contains($0) }
                .prefix(max(0, Courier.width - underway.count))
            underway.formUnion(taken)
            return Array(taken)
        }
    }

    private func deliver(_ messages: [OutboxMessage]) async throws -> Int {
        var arrived = 0
        for message in messages {
            if let reason = await failure(of: message) {
                try await apart { [store, settings] in
                    try store.postpone(
                        message, because: reason, firstDelay: settings.firstDelay,
                        attempts: settings.attempts)
                }
                return arrived
            }
            try await apart { [store] in try store.settle(message) }
            arrived += 1
        }
        return arrived
    }

    /// Why a message did not arrive; nil where it did.
    private func failure(of message: OutboxMessage) async -> String? {
        do {
            let local = settings.allowsLocal
            let address = try WebhookAddress(message.webhook.address, allowsLocal: local)
            if !local {
                let found = try await apart { NetworkAddress.resolve(address.host) }
                guard !found.isEmpty else { return "its name was not found" }
                guard !found.contains(where: \.isPrivate) else {
                    return "its name leads into a private network"
                }
            }
            let status = try await send(SignedMessage(message, at: clock()))
            return (200..<300).contains(status) ? nil : "it answered \(status)"
        } catch is EntryErrors {
            return "its address leads where messages may not go"
        } catch {
            return "it did not answer"
        }
    }

    /// Does what waits, for the disk or for a name, on a thread that may.
    private func apart<Value: Sendable>(
        _ body: @escaping @Sendable () throws -> Value
    ) async throws -> Value {
        try await withCheckedThrowingContinuation { continuation in
            queue.async { continuation.resume(with: Result { try body() }) }
        }
    }
}
