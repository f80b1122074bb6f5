internal import SQLite

/// Why the store could not do what it was asked to, and what to do about it.
public struct StoreError: Error, Hashable, Sendable, CustomStringConvertible {
    public let description: String
    /// Whether the same call may well succeed in a while: the file is locked, or the disk is full.
    public let isPassing: Bool

    public init(_ description: String, isPassing: Bool = false) {
        self.description = description
        self.isPassing = isPassing
    }
}

extension StoreError {
    /// What is in a directory is not what was written there.
    init(damaged directory: String, _ faults: [String]) {
        self.init(
            """
            The registry in \(directory) is damaged or not whole, and nothing is answered from it. \
            \(faults.prefix(5).joined(separator: " ")) Stop every program that uses it, keep a \
            copy, and restore a backup (secondlook-registry restore).
            """)
    }
}

/// Makes SQLite's errors into the store's.
func translating<Value>(_ body: () throws -> Value) throws -> Value {
    do {
        return try body()
    } catch let error as SQLiteError {
        throw StoreError(
            "The registry’s file could not be used: \(error)",
            isPassing: error.kind == .busy || error.kind == .full)
    } catch let error as NewerSchema {
        throw StoreError("\(error)")
    } catch let error as MigrationError {
        throw StoreError("\(error)")
    } catch let error as BackupError {
        throw StoreError("\(error)")
    } catch let error as HighWaterMarkError {
        throw StoreError("\(error)", isPassing: true)
    }
}
