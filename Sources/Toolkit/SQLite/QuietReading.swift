private import Glibc

/// How a database with a write-ahead log is read by whoever must change nothing of it: neither its
/// schema nor what a damaged write-ahead log may still hold, and also where nothing can be written.
public struct QuietReading: Sendable {
    private enum Way: Sendable {
        /// Beside others, with the files that they keep there.
        case beside
        /// Nobody has it open: there is nothing but the file.
        case atRest
        /// Its write-ahead log cannot be read without writing, so a copy of both is read.
        case copy(TemporaryCopy)
    }

    private let file: String
    private let way: Way

    /// - Throws: `SQLiteError`, also where the file is no database; `BackupError` where it would have
    ///   to be copied and cannot be.
    public init(_ file: String) throws {
        self.file = file
        let directory = file.lastIndex(of: "/").map { String(file[...$0]) } ?? "."
        let isAlone = ["-wal", "-shm"].allSatisfy { access(file + $0, F_OK) != 0 }
        if isAlone, access(directory, W_OK) != 0 {
            way = .atRest
            return
        }
        do {
            _ = try Database(file, access: .readOnly).schemaVersion()
            way = .beside
        } catch let error as SQLiteError where !error.isDamage {
            var status = stat()
            let isAhead = stat("\(file)-wal", &status) == 0 && status.st_size > 0
            way = isAhead ? .copy(try TemporaryCopy(of: file)) : .atRest
        }
    }

    /// Opens one more connection.
    ///
    /// - Parameter busyTimeout: as `Database` has it.
    public func open(busyTimeout: Duration = .seconds(10)) throws -> Database {
        switch way {
        case .beside: try Database(file, access: .readOnly, busyTimeout: busyTimeout)
        case .atRest: try Database(file, access: .atRest)
        case .copy(let copy): try Database(copy.file, access: .readWrite)
        }
    }
}

/// A copy of a database's files in a directory of this process's own, gone with its last user.
private final class TemporaryCopy: Sendable {
    private let directory: String
    let file: String

    /// Copies the file and its write-ahead log.
    init(of original: String) throws {
        let parent = getenv("TMPDIR").map { String(cString: $0) } ?? "/tmp"
        var template = Array("\(parent)/second-look-XXXXXX".utf8CString)
        guard mkdtemp(&template) != nil else {
            throw BackupError(
                "Could not make a directory in \(parent): \(String(cString: strerror(errno))). Set "
                    + "TMPDIR to one that can be written.")
        }
        directory = String(
            decoding: template.dropLast().map { UInt8(bitPattern: $0) }, as: UTF8.self)
        file = "\(directory)/copy"
        for suffix in ["", "-wal"] {
            try BackupFiles.copy(original + suffix, to: file + suffix, mode: 0o600)
        }
    }

    deinit {
        for suffix in ["", "-wal", "-shm"] { unlink(file + suffix) }
        rmdir(directory)
    }
}
