/// The database was written by a newer version of the program than this one.
public struct NewerSchema: Error, Hashable, Sendable, CustomStringConvertible {
    /// The database's file.
    public let path: String
    /// The version it has.
    public let found: Int
    /// The newest version that this program knows.
    public let known: Int

    public var description: String {
        """
        \(path) has schema version \(found), and this program knows versions up to \(known): a \
        newer program wrote it. Use that program, or restore a copy from before the upgrade.
        """
    }
}

/// A database could not be brought up to date, and is as it was.
public struct MigrationError: Error, Hashable, Sendable, CustomStringConvertible {
    /// The version it has.
    public let from: Int
    /// The version it should have had.
    public let to: Int
    /// What SQLite refused.
    public let cause: SQLiteError

    public var description: String {
        "\(cause.path): bring the schema from version \(from) to \(to): \(cause.message) (SQLite "
            + "code \(cause.code)). The file is as it was. "
            + (cause.remedy
                ?? "It is not what a program of version \(from) makes: restore a backup, or use the "
                + "program that wrote it.")
    }
}

extension Database {
    /// Brings the schema up to date: runs the steps that this database has not seen, in order, in
    /// one transaction, and keeps their number in `PRAGMA user_version`.
    ///
    /// A step may hold several statements. Once published it is never changed: add another.
    ///
    /// - Throws: `NewerSchema` where the database has seen more steps than there are, and
    ///   `MigrationError` where a step fails.
    public func migrate(_ steps: [String]) throws {
        // A look without the write lock first: nearly always there is nothing to do.
        if try schemaVersion() == steps.count { return }
        try transaction(.immediate) {
            let version = try schemaVersion()
            guard version <= steps.count else {
                throw NewerSchema(path: path, found: version, known: steps.count)
            }
            do {
                for step in steps[version...] { try execute(step) }
            } catch let error as SQLiteError {
                throw MigrationError(from: version, to: steps.count, cause: error)
            }
            try execute("PRAGMA user_version = \(steps.count)")
        }
    }

    /// Whether the database has seen exactly so many steps of `migrate`, for whoever only reads.
    ///
    /// - Throws: `NewerSchema` where it has seen more.
    public func isUpToDate(with steps: Int) throws -> Bool {
        let version = try schemaVersion()
        guard version <= steps else {
            throw NewerSchema(path: path, found: version, known: steps)
        }
        return version == steps
    }

    /// How many steps of `migrate` the database has seen.
    public func schemaVersion() throws -> Int {
        try first("PRAGMA user_version") { $0.int(0) } ?? 0
    }
}
