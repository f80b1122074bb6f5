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
        return try SQLiteLog(
            directory: path, topics: Contract.all, traces: [ClockNote.file], clock: clock)
    }

    /// Where a server leaves word of the time for its next start.
    var clockNote: String { path + "/" + ClockNote.file }

    /// Opens the log that must be there already: a report on a directory that is misspelt should
    /// not be a report on nothing.
    func openExistingLog() throws -> any EventLog {
        try SQLiteLog(existing: path, topics: Contract.all)
    }

    /// The same, to be read and nothing else: also where nothing can be written.
    func openLogToRead() throws -> any EventLog { try SQLiteLog(reading: path) }

    /// That another program keeps the log for itself; nil where none does. To be asked before this
    /// process opens the log.
    var lockFault: String? {
        WriteLockHolder(of: path + "/log.sqlite").map { holder in
            "Nothing can be written to the log: \(holder.words) holds it and does not let go. End "
                + "that program, or wait until it has finished."
        }
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

    /// Opens the log to read it, and closes it.
    ///
    /// - Throws: where it has a fault, that.
    func requireSoundLog() throws {
        let log = try openLogToRead()
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

    private var keptKey: KeptDigestKey {
        KeptDigestKey(
            "\(path)/\(Self.digestKey)",
            // Whoever ran the engine on the embedded log had the board too.
            isExpected: FileManager.default.fileExists(
                atPath: "\(path)/groups/\(EngineHost.group).lock"))
    }

    /// The digest of children's identifiers; its key is made on first use.
    ///
    /// - Parameter anew: whether a key that was lost is made anew.
    /// - Throws: `DigestKeyError` where the key is lost or is another one.
    func keyedDigest(anew: Bool = false) throws -> KeyedDigest {
        make()
        do {
            return KeyedDigest(key: try keptKey.load(anew: anew))
        } catch {
            guard error.isLoss else { throw error }
            throw DigestKeyError(
                "\(error) Every child's page has its address from that key. Put it back from a "
                    + "backup; or start once with secondlook serve --new-digest-key, and from then "
                    + "on every page has another address, and links that were sent lead nowhere.")
        }
    }

    /// What is wrong with the key; nil where nothing is.
    var keyFault: String? {
        do {
            _ = try keptKey.existing()
            return nil
        } catch {
            return "\(error) Put it back from a backup: every child's page has its address from it."
        }
    }
}
