import Access
import Contract
import Digests
import EventLog
import Foundation
import Reviews
import SQLite
import SQLiteLog
import SignIn
import Timekeeping

/// The directory that holds everything an embedded Second Look keeps: the log, the key of the digests
/// under which children appear in addresses and log lines, and the keys of programs.
struct DataDirectory {
    let path: String

    /// Opens the log, and makes the directory and it where they are missing.
    ///
    /// - Parameter clock: tells the log when it takes what, in milliseconds since 1970 UTC.
    func openLog(
        clock: @escaping @Sendable () -> Int64 = SQLiteLog.wallClock
    ) throws -> any EventLog {
        // Where this fails, the log says why in better words.
        try? FileManager.default.createDirectory(
            at: URL(fileURLWithPath: path).deletingLastPathComponent(),
            withIntermediateDirectories: true)
        return try SQLiteLog(directory: path, topics: Contract.all, clock: clock)
    }

    /// Where a server leaves word of the time for its next start.
    var clockNote: String { path + "/" + ClockNote.file }

    /// Opens the log that must be there already: a report on a directory that is misspelt should
    /// not be a report on nothing.
    func openExistingLog() throws -> any EventLog {
        try SQLiteLog(existing: path, topics: Contract.all)
    }

    /// The digest of children's identifiers, where a board has been here and left its key.
    func existingDigest() throws -> KeyedDigest? {
        FileManager.default.fileExists(atPath: path + "/\(Self.digestKey)")
            ? try keyedDigest() : nil
    }

    /// The same, to be read and nothing else: also where nothing can be written.
    func openLogToRead() throws -> any EventLog {
        try SQLiteLog(reading: path, topics: Contract.all)
    }

    /// What belongs to the directory besides the log, with its mode.
    static let others: [(name: String, mode: UInt32)] = [
        (digestKey, 0o600), (keyFile, 0o600),
    ]
    private static let digestKey = "digest.key"
    private static let keyFile = "keys.json"

    /// Who is signed in.
    var sessions: Sessions<Reviewer> { Sessions(at: Gate.sessions(in: path)) }

    /// The keys of programs.
    var keys: AccessKeys { AccessKeys(at: "\(path)/\(Self.keyFile)") }

    /// How the directory is backed up and restored.
    var backup: DataBackup { LogBackup.plan(others: Self.others) }

    /// Opens the log, which brings an older program's up to date, and closes it.
    ///
    /// - Throws: where it has a fault, that.
    func requireSoundLog() throws {
        let log = try openExistingLog()
        defer { log.close() }
        if let fault = log.faults.first { throw Failure(fault.description) }
    }

    /// Makes the directory where nobody has: with the log on Kafka, the log does not. Where this fails,
    /// whoever writes in it says why in better words.
    func make() {
        try? FileManager.default.createDirectory(
            atPath: path, withIntermediateDirectories: true,
            attributes: [.posixPermissions: 0o750])
    }

    /// The digest of children's identifiers; its key is made on first use.
    func keyedDigest() throws -> KeyedDigest {
        make()
        return KeyedDigest(key: try DigestKey.load(orCreateAt: "\(path)/\(Self.digestKey)"))
    }
}
