/// A message that waits to be sent.
public struct OutgoingMessage: Hashable, Sendable {
    public let number: Int64
    /// Whose it is: all of a subscription go to one address, one after the other.
    public let subscription: Int64
    public let address: String
    /// What it is signed with.
    public let secret: [UInt8]
    /// JSON.
    public let body: String
    /// How often it was tried already.
    public let attempts: Int

    public init(
        number: Int64, subscription: Int64, address: String, secret: [UInt8], body: String,
        attempts: Int
    ) {
        (self.number, self.subscription, self.address) = (number, subscription, address)
        (self.secret, self.body, self.attempts) = (secret, body, attempts)
    }
}

/// Where messages wait until they have arrived or are given up. What it says it has kept is durable.
/// Its calls may wait for a disk, and are made where nobody else waits.
public protocol Outbox: Sendable {
    /// The messages that are due, the longest due first.
    func due(limit: Int) throws -> [OutgoingMessage]
    /// A message arrived.
    func settle(_ message: OutgoingMessage) throws
    /// A message did not arrive and is due again at a moment.
    ///
    /// - Parameters:
    ///   - reason: what is kept of it; no secrets.
    ///   - moment: milliseconds since 1970 UTC.
    func postpone(_ message: OutgoingMessage, because reason: String, until moment: Int64) throws
    /// A message did not arrive and is not tried again.
    func giveUp(_ message: OutgoingMessage, because reason: String) throws
    /// The receiver wants no more: its subscription ends, with what still waits for it.
    func end(subscription: Int64, because reason: String) throws
}
