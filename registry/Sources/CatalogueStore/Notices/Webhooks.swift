internal import SQLite

/// Where an organisation is told what happens.
public struct Webhook: Hashable, Sendable {
    public let number: Int64
    /// An organisation's id.
    public let organisation: String
    /// The problem it is about; nil for all of the organisation's.
    public let problem: String?
    public let address: String
    /// What its messages are signed with. It has to be kept as it is, since both ends sign.
    public let secret: [UInt8]
    /// Why it ended by itself; nil while it stands.
    public let ended: String?

    public init(
        number: Int64, organisation: String, problem: String?, address: String, secret: [UInt8],
        ended: String? = nil
    ) {
        (self.number, self.organisation, self.problem) = (number, organisation, problem)
        (self.address, self.secret, self.ended) = (address, secret, ended)
    }
}

extension CatalogueTransaction {
    /// Registers a webhook.
    ///
    /// - Parameter secret: 32 bytes.
    /// - Returns: its number.
    public func addWebhook(
        organisation: String, problem: String?, address: String, secret: [UInt8]
    ) throws -> Int64 {
        try database.run(
            """
            INSERT INTO webhook (organisation, problem, address, secret, created_at)
            VALUES (?1, ?2, ?3, ?4, ?5)
            """, organisation, problem, address, secret, now)
        return database.lastInsertedRow
    }

    /// Ends a webhook, and what was still to be sent to it. Its secret is erased.
    ///
    /// - Returns: whether the organisation had such a one.
    public mutating func removeWebhook(_ number: Int64, of organisation: String) throws -> Bool {
        try database.run(
            """
            UPDATE webhook SET removed_at = ?3, secret = zeroblob(32)
            WHERE number = ?1 AND organisation = ?2 AND removed_at IS NULL
            """, number, organisation, now)
        guard database.changes == 1 else { return false }
        hasErased = true
        try database.run(
            """
            UPDATE outbox SET settled_at = ?2, outcome = 'the webhook was removed'
            WHERE webhook = ?1 AND settled_at IS NULL
            """, number, now)
        return true
    }

    /// Puts a message into the outbox of every webhook that is about a problem.
    public func send(_ body: String, about problem: String, of organisation: String) throws {
        try database.run(
            """
            INSERT INTO outbox (webhook, body, created_at, due_at)
            SELECT number, ?1, ?4, ?4 FROM webhook
            WHERE organisation = ?3 AND (problem IS NULL OR problem = ?2) AND removed_at IS NULL
            """, body, problem, organisation, now)
    }
}

extension CatalogueStore {
    /// The webhooks of an organisation; nil for all.
    public func webhooks(of organisation: String? = nil) throws -> [Webhook] {
        try reading { reading in
            try reading.database.query(
                """
                SELECT number, organisation, problem, address, secret FROM webhook
                WHERE removed_at IS NULL AND (?1 IS NULL OR organisation = ?1) ORDER BY number
                """, organisation
            ) { CatalogueStore.webhook($0, from: 0) }
        }
    }

    /// The webhooks of an organisation whose receivers wanted no more, the latest first: so that it is
    /// seen why nothing comes.
    public func endedWebhooks(of organisation: String, limit: Int = 20) throws -> [Webhook] {
        try reading { reading in
            try reading.database.query(
                """
                SELECT number, problem, address, ended FROM webhook
                WHERE organisation = ?1 AND ended IS NOT NULL ORDER BY removed_at DESC LIMIT ?2
                """, organisation, limit
            ) { row in
                Webhook(
                    number: row.int64(0), organisation: organisation, problem: row.optionalText(1),
                    address: row.text(2), secret: [], ended: row.text(3))
            }
        }
    }

    /// Ends a webhook whose receiver wants no more, with what was still to be sent to it.
    public func endWebhook(_ number: Int64, because reason: String) throws {
        let now = clock()
        try writing { database in
            try database.run(
                """
                UPDATE webhook SET removed_at = ?2, ended = ?3, secret = zeroblob(32)
                WHERE number = ?1 AND removed_at IS NULL
                """, number, now, reason)
            try database.run(
                """
                UPDATE outbox SET settled_at = ?2, outcome = ?3
                WHERE webhook = ?1 AND settled_at IS NULL
                """, number, now, "not sent: \(reason)")
        }
    }

    static func webhook(_ row: Row, from column: Int) -> Webhook {
        Webhook(
            number: row.int64(column), organisation: row.text(column + 1),
            problem: row.optionalText(column + 2), address: row.text(column + 3),
            secret: row.bytes(column + 4))
    }
}
