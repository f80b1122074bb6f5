import Contract
import Digests
import EventLog
import SQLiteLog

/// The directory that holds everything an embedded Second Look keeps: the log, and the key of the
/// digests under which children appear in addresses and log lines.
struct DataDirectory {
    let path: String

    /// Opens the log, and makes the directory and it where they are missing.
    func openLog() throws -> SQLiteLog {
        try SQLiteLog(directory: path, topics: Contract.all)
    }

    /// Opens the log that must be there already: a report on a directory that is misspelt should
    /// not be a report on nothing.
    func openExistingLog() throws -> SQLiteLog {
        try SQLiteLog(existing: path, topics: Contract.all)
    }

    /// The digest of children's identifiers; its key is made on first use. Call it once the log is
    /// open, and so the directory there.
    func keyedDigest() throws -> KeyedDigest {
        KeyedDigest(key: try DigestKey.load(orCreateAt: path + "/digest.key"))
    }
}
