private import Digests
private import Glibc

/// Tells one content of a file from another: whoever changes such files puts new ones in their
/// place.
struct FileVersion: Hashable {
    private let device: UInt
    private let node: UInt
    private let size: Int
    private let seconds: Int
    private let nanoseconds: Int

    /// Nil where there is no file.
    init?(of path: String) {
        var facts = stat()
        guard stat(path, &facts) == 0 else { return nil }
        (device, node, size) = (UInt(facts.st_dev), UInt(facts.st_ino), Int(facts.st_size))
        (seconds, nanoseconds) = (facts.st_mtim.tv_sec, facts.st_mtim.tv_nsec)
    }
}

/// Files that only their owner may read and that are never seen half written.
enum PrivateFile {
    /// Runs a change while no other program makes one.
    static func locked<Result>(
        _ path: String, _ body: () throws(SharedFileError) -> Result
    ) throws(SharedFileError) -> Result {
        let lock = open("\(path).lock", O_RDWR | O_CREAT | O_CLOEXEC, 0o600)
        guard lock >= 0 else { throw failure("lock", path) }
        defer { close(lock) }
        while flock(lock, LOCK_EX) != 0 {
            guard errno == EINTR else { throw failure("lock", path) }
        }
        return try body()
    }

    /// Puts bytes in a file's place; durable when it returns.
    static func replace(_ path: String, with bytes: [UInt8]) throws(SharedFileError) {
        let draft = "\(path).\(Token.random().name)"
        let file = open(draft, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0o600)
        guard file >= 0 else { throw failure("write", path) }
        defer { unlink(draft) }
        var written = 0
        while written < bytes.count {
            let count = bytes[written...].withUnsafeBytes {
                write(file, $0.baseAddress, $0.count)
            }
            if count < 0 && errno == EINTR { continue }
            guard count > 0 else { break }
            written += count
        }
        let isDurable = written == bytes.count && fsync(file) == 0
        guard close(file) == 0, isDurable, rename(draft, path) == 0 else {
            throw failure("write", path)
        }
        let directory = open(parent(of: path), O_RDONLY | O_DIRECTORY | O_CLOEXEC)
        guard directory >= 0 else { return }
        defer { close(directory) }
        guard fsync(directory) == 0 else { throw failure("keep", path) }
    }

    /// Takes a file away. False where somebody else has done so, or there was none.
    static func remove(_ path: String) -> Bool { unlink(path) == 0 }

    /// Makes a directory that only its owner may look into, where there is none.
    static func makeDirectory(_ path: String) throws(SharedFileError) {
        guard mkdir(path, 0o700) == 0 || errno == EEXIST else { throw failure("make", path) }
    }

    private static func parent(of path: String) -> String {
        path.lastIndex(of: "/").map { String(path[...$0]) } ?? "."
    }

    private static func failure(_ doing: String, _ path: String) -> SharedFileError {
        let reason = String(cString: strerror(errno))
        return SharedFileError(
            """
            Could not \(doing) \(path): \(reason). Make its directory, let this user write in it, \
            and see that its disk has space.
            """)
    }
}
