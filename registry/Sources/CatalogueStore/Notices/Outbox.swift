internal import SQLite

/// A message that waits to be sent.
public struct OutboxMessage: Hashable, Sendable {
    public let number: Int64
    public let webhook: Webhook
    public let body: String
    /// How often it was tried already.
    public let attempts: Int
}

extension CatalogueStore {
    /// The messages that are due, the longest due first.
    public func dueMessages(limit: Int = 100) throws -> [OutboxMessage] {
        let now = clock()
        return try reading { reading in
            try reading.database.query(
                """
                SELECT outbox.number, outbox.body, outbox.attempts, webhook.number, organisation,
                    problem, address, secret
                FROM outbox JOIN webhook ON webhook.number = outbox.webhook
                WHERE settled_at IS NULL AND due_at <= ?1 ORDER BY due_at, outbox.number LIMIT ?2
                """, now, limit
            ) { row in
                OutboxMessage(
                    number: row.int64(0), webhook: CatalogueStore.webhook(row, from: 3),
                    body: row.text(1), attempts: row.int(2))
            }
        }
    }

    /// Says that a message arrived.
    public func settle(_ number: Int64) throws { try settle(number, outcome: "sent") }

    /// Says that a message did not arrive and is due again at a moment.
    ///
    /// - Parameters:
    ///   - reason: what is kept of it; no secrets.
    ///   - moment: milliseconds since 1970 UTC.
    public func postpone(_ number: Int64, because reason: String, until moment: Int64) throws {
        try writing { database in
            try database.run(
                """
                UPDATE outbox SET attempts = attempts + 1, due_at = ?2, outcome = ?3
                WHERE number = ?1 AND settled_at IS NULL
                """, number, moment, reason)
        }
    }

    /// Says that a message did not arrive and is not tried again.
    public func giveUp(_ number: Int64, because reason: String) throws {
        try settle(number, outcome: "given up: \(reason)")
    }

    private func settle(_ number: Int64, outcome: String) throws {
        let now = clock()
        try writing { database in
            try database.run(
                """
                UPDATE outbox SET attempts = attempts + 1, settled_at = ?2, outcome = ?3
                WHERE number = ?1 AND settled_at IS NULL
                """, number, now, outcome)
        }
    }
}
