internal import EventLog
private import Glibc
internal import SQLite

/// A copy of a log's files in a directory of this process's own, gone with its last user.
final class TemporaryCopy: Sendable {
    let directory: String

    /// Copies the file and its write-ahead log.
    init(of file: String) throws {
        var template = Array("\(Self.temporary)/secondlook-XXXXXX".utf8CString)
        guard mkdtemp(&template) != nil else {
            throw LogError.unavailable(
                "Could not make a directory in \(Self.temporary): "
                    + "\(String(cString: strerror(errno))). Set TMPDIR to one that can be written.")
        }
        directory = String(
            decoding: template.dropLast().map { UInt8(bitPattern: $0) }, as: UTF8.self)
        do {
            for suffix in ["", "-wal"] {
                try DataBackup.copyFile(
                    "\(file)\(suffix)", to: "\(directory)/\(Directory.fileName)\(suffix)")
            }
        } catch {
            throw LogError.unavailable("\(error)")
        }
    }

    deinit {
        for suffix in ["", "-wal", "-shm"] {
            unlink("\(directory)/\(Directory.fileName)\(suffix)")
        }
        rmdir(directory)
    }

    private static var temporary: String {
        getenv("TMPDIR").map { String(cString: $0) } ?? "/tmp"
    }
}

extension Directory {
    /// How a log is read whose directory cannot be written.
    enum Reading: Sendable {
        /// Beside others, with the files that they keep there.
        case beside
        /// Nobody has it open: there is nothing but the file.
        case atRest
        /// Its write-ahead log cannot be read without writing, so a copy of both is read.
        case copy(TemporaryCopy)
    }

    /// The same directory for whoever only reads. Where this user may write there, nothing differs.
    ///
    /// - Throws: `LogError.unavailable` where there is no log, or an older program's.
    func forReading(topics: [Topic]) throws -> Directory {
        try requireLog()
        if access(path, W_OK) == 0, access(file, W_OK) == 0 {
            try open(topics: topics)
            return self
        }
        var this = self
        this.reading = try way()
        let version = try translatingErrors {
            try this.connect(cacheKiB: 64).schemaVersion()
        }
        guard version == Schema.steps.count else {
            throw LogError.unavailable(
                "The log in \(path) was written by \(version < Schema.steps.count ? "an older" : "a newer")"
                    + " program, and cannot be brought up to date where nothing can be written. Use "
                    + "that program, or a copy in a directory that can be written.")
        }
        return this
    }

    private func way() throws -> Reading {
        var status = stat()
        guard stat("\(file)-wal", &status) == 0, status.st_size > 0 else { return .atRest }
        do {
            _ = try Database(file, access: .readOnly).schemaVersion()
            return .beside
        } catch {
            return .copy(try TemporaryCopy(of: file))
        }
    }
}
