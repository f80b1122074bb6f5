internal import SQLite

/// How a webhook's messages fare.
public struct DeliveryReport: Hashable, Sendable {
    /// Messages that are still to be sent.
    public let waiting: Int
    /// What came of the one that was tried last: `sent`, or why not; nil where none was tried.
    public let lastOutcome: String?

    public init(waiting: Int, lastOutcome: String?) {
        (self.waiting, self.lastOutcome) = (waiting, lastOutcome)
    }
}

extension CatalogueStore {
    /// How the messages of a webhook fare.
    public func deliveries(of webhook: Int64) throws -> DeliveryReport {
        try reading { reading in
            let database = reading.database
            let waiting = try database.first(
                "SELECT count(*) FROM outbox WHERE webhook = ?1 AND settled_at IS NULL", webhook
            ) { $0.int(0) }
            let last: String? = try database.first(
                """
                SELECT outcome FROM outbox WHERE webhook = ?1 AND outcome IS NOT NULL
                ORDER BY coalesce(settled_at, due_at) DESC, number DESC LIMIT 1
                """, webhook
            ) { $0.text(0) }
            return DeliveryReport(waiting: waiting ?? 0, lastOutcome: last)
        }
    }
}
