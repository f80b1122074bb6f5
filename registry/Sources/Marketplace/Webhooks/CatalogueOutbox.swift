public import CatalogueStore
public import WebhookSending

/// The store's outbox, for a courier.
public struct CatalogueOutbox: Outbox {
    private let store: CatalogueStore

    public init(_ store: CatalogueStore) { self.store = store }

    public func due(limit: Int) throws -> [OutgoingMessage] {
        try store.dueMessages(limit: limit).map { message in
            OutgoingMessage(
                number: message.number, subscription: message.webhook.number,
                address: message.webhook.address, secret: message.webhook.secret,
                body: message.body, attempts: message.attempts)
        }
    }

    public func settle(_ message: OutgoingMessage) throws { try store.settle(message.number) }

    public func postpone(
        _ message: OutgoingMessage, because reason: String, until moment: Int64
    ) throws {
        try store.postpone(message.number, because: reason, until: moment)
    }

    public func giveUp(_ message: OutgoingMessage, because reason: String) throws {
        try store.giveUp(message.number, because: reason)
    }

    public func end(subscription: Int64, because reason: String) throws {
        try store.endWebhook(subscription, because: reason)
    }
}
