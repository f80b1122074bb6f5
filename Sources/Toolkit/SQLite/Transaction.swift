/// How a transaction takes its locks.
public enum TransactionKind: String, Sendable {
    /// A consistent view from the first read on; fails as busy if it then tries to write what
    /// another connection has changed. For reading.
    case deferred = "BEGIN DEFERRED"
    /// The write lock from the start, waiting for it if need be. For writing.
    case immediate = "BEGIN IMMEDIATE"
}

extension Database {
    /// Runs the body in a transaction: committed when it returns, undone when it throws.
    ///
    /// Transactions do not nest.
    public func transaction<Value>(
        _ kind: TransactionKind = .immediate, _ body: () throws -> Value
    ) throws -> Value {
        try run(kind.rawValue)
        do {
            let value = try body()
            try run("COMMIT")
            return value
        } catch {
            // After some failures (a full disk among them) SQLite has undone it already. The first
            // failure is the one to tell; what ROLLBACK might add says nothing more.
            if isInTransaction { try? run("ROLLBACK") }
            throw error
        }
    }
}
