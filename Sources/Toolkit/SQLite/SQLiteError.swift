private import CSQLite

/// What SQLite refused to do, and what a person can do about it.
///
/// It carries the statement's text and never the values bound to it, so bind what is private.
public struct SQLiteError: Error, Hashable, Sendable {
    /// SQLite's extended result code; its low byte is the primary code (`kind`).
    public let code: Int32
    /// What was being done, as a phrase: "open", or the statement's text.
    public let doing: String
    /// SQLite's own message.
    public let message: String
    /// The database's file.
    public let path: String

    public init(code: Int32, doing: String, message: String, path: String) {
        self.code = code
        self.doing = doing
        self.message = message
        self.path = path
    }

    /// The kinds of failure that a caller may want to tell apart.
    public enum Kind: Hashable, Sendable {
        case busy, full, readOnly, corrupt, cannotOpen, inputOutput, notADatabase
        case constraint, tooBig, other
    }

    public var kind: Kind {
        switch code & 0xff {
        case SQLITE_BUSY, SQLITE_LOCKED: .busy
        case SQLITE_FULL: .full
        case SQLITE_READONLY, SQLITE_PERM: .readOnly
        case SQLITE_CORRUPT: .corrupt
        case SQLITE_CANTOPEN: .cannotOpen
        case SQLITE_IOERR: .inputOutput
        case SQLITE_NOTADB: .notADatabase
        case SQLITE_CONSTRAINT: .constraint
        case SQLITE_TOOBIG: .tooBig
        default: .other
        }
    }

    /// Whether SQLite found the file itself to be damaged.
    public var isDamage: Bool { kind == .corrupt || kind == .notADatabase }

    /// What to do about it, where that is not for a programmer.
    public var remedy: String? {
        switch kind {
        case .busy:
            "Another program is holding the database: end it, or try again when it has finished."
        case .full:
            "Free space on the disk (or raise the quota) and try again."
        case .readOnly:
            "Give this user write permission on the file and on its directory."
        case .corrupt:
            """
            Stop every program that uses it, keep a copy of the file, and restore from a backup \
            (or salvage what can be read with `sqlite3 FILE .recover`).
            """
        case .cannotOpen:
            "Check that the directory exists and that this user may read and write in it."
        case .inputOutput:
            "The disk reported an error: look at the system's log before writing to it again."
        case .notADatabase:
            "The file is something else, or is encrypted: check the path."
        case .constraint, .tooBig, .other:
            nil
        }
    }
}

extension SQLiteError: CustomStringConvertible {
    public var description: String {
        let cause = "\(path): \(briefly): \(message) (SQLite code \(code))."
        return remedy.map { "\(cause) \($0)" } ?? cause
    }

    /// What was being done, on one line: of a long statement its beginning.
    private var briefly: String {
        let words = doing.split(whereSeparator: \.isWhitespace).joined(separator: " ")
        return words.count <= 80 ? words : words.prefix(79) + "…"
    }
}
