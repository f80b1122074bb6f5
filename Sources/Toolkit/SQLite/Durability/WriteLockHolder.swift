private import Glibc

/// Another program that has the write lock of a database with a write-ahead log, and keeps it: as
/// long as it does, nothing can be written.
public struct WriteLockHolder: Hashable, Sendable {
    /// Its number; nil where it runs somewhere that numbers its processes otherwise.
    public let process: Int?

    /// `process 4711 (sqlite3)`, or `another program`.
    public var words: String {
        guard let process else { return "another program" }
        return "process \(process)" + (Self.name(of: process).map { " (\($0))" } ?? "")
    }

    /// Where the byte that stands for the write lock is in the file of shared memory, and where the
    /// number that each commit raises.
    ///
    /// Source: SQLite, "WAL-mode File Format", sections 2.1 and 2.3.
    private static let (lockByte, counterByte) = (off_t(120), off_t(8))
    /// Between two looks, and how often: a second in all.
    private static let (pause, looks) = (useconds_t(20_000), 50)

    /// Looks for a second: who writes and commits again and again does not keep the lock.
    ///
    /// To be asked **before** this process opens the database: POSIX drops a process's locks on a
    /// file as soon as it closes that file once.
    ///
    /// - Returns: nil where nobody keeps it.
    public init?(of file: String) {
        let shared = open("\(file)-shm", O_RDONLY | O_CLOEXEC)
        guard shared >= 0 else { return nil }
        defer { close(shared) }
        let counter = Self.counter(shared)
        var holder: pid_t = 0
        for look in 0..<Self.looks {
            if look > 0 { usleep(Self.pause) }
            var lock = flock()
            lock.l_type = Int16(F_WRLCK)
            lock.l_whence = Int16(SEEK_SET)
            (lock.l_start, lock.l_len) = (Self.lockByte, 1)
            guard fcntl(shared, F_GETLK, &lock) == 0, lock.l_type != Int16(F_UNLCK),
                Self.counter(shared) == counter
            else { return nil }
            holder = lock.l_pid
        }
        process = holder > 0 ? Int(holder) : nil
    }

    private static func counter(_ shared: Int32) -> UInt32? {
        var value: UInt32 = 0
        return pread(shared, &value, 4, counterByte) == 4 ? value : nil
    }

    private static func name(of process: Int) -> String? {
        let file = open("/proc/\(process)/comm", O_RDONLY | O_CLOEXEC)
        guard file >= 0 else { return nil }
        defer { close(file) }
        var bytes = [UInt8](repeating: 0, count: 64)
        let count = read(file, &bytes, bytes.count)
        let name = String(decoding: bytes.prefix(max(0, count)), as: UTF8.self)
        return name.split(separator: "\n").first.map(String.init)
    }
}
