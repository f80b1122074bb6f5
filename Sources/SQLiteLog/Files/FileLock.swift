private import EventLog
private import Glibc

/// An advisory lock on a file (flock(2)). It belongs to this object, not to the process, so two in
/// one process exclude each other as well; the kernel lets go of it when the process dies.
final class FileLock: Sendable {
    let path: String
    /// Nil after `release`.
    private let descriptor: Monitor<Int32?>

    /// Opens the file, and creates it where it is missing, without locking it.
    init(_ path: String) throws {
        self.path = path
        let opened = open(path, O_RDWR | O_CREAT | O_CLOEXEC, 0o640)
        guard opened >= 0 else { throw Self.failure("open", path) }
        descriptor = Monitor(opened)
    }

    deinit { release() }

    /// Waits until the lock is this object's.
    func take() throws {
        _ = try attempt(LOCK_EX)
    }

    /// - Returns: whether the lock is this object's now.
    func takeIfFree() throws -> Bool {
        try attempt(LOCK_EX | LOCK_NB)
    }

    /// Lets go of the lock, for good.
    func release() {
        descriptor.withLock {
            if let descriptor = $0 { close(descriptor) }
            $0 = nil
        }
    }

    /// Leaves a text in a file that is empty, for whoever looks at it later.
    func note(_ text: String) {
        descriptor.withLock { descriptor in
            var status = stat()
            guard let descriptor, fstat(descriptor, &status) == 0, status.st_size == 0
            else { return }
            _ = Array(text.utf8).withUnsafeBytes { pwrite(descriptor, $0.baseAddress, $0.count, 0) }
        }
    }

    private func attempt(_ operation: Int32) throws -> Bool {
        try descriptor.withLock {
            guard let descriptor = $0 else { throw LogError.closed }
            while flock(descriptor, operation) != 0 {
                if errno == EWOULDBLOCK { return false }
                guard errno == EINTR else { throw Self.failure("lock", path) }
            }
            return true
        }
    }

    private static func failure(_ doing: String, _ path: String) -> LogError {
        let reason = String(cString: strerror(errno))
        return .unavailable(
            "Could not \(doing) \(path): \(reason). Give this user permission to write there.")
    }
}
