private import Glibc

/// Files that their owner may read and write, the group may read, and nobody else.
public enum PrivateFile {
    /// Makes a database's file before SQLite does, which would let everybody read it; what SQLite
    /// puts beside it has the same permissions. One that others may read loses that.
    ///
    /// - Throws: `SQLiteError` where it cannot be made.
    public static func make(_ path: String) throws {
        let file = open(path, O_RDWR | O_CREAT | O_CLOEXEC, 0o640)
        guard file >= 0 else {
            throw SQLiteError(
                code: errno == EROFS || errno == EACCES ? 8 : 14, doing: "create",
                message: String(cString: strerror(errno)), path: path)
        }
        defer { close(file) }
        withhold(file)
        for beside in ["\(path)-wal", "\(path)-shm"] {
            let file = open(beside, O_RDONLY | O_CLOEXEC)
            guard file >= 0 else { continue }
            withhold(file)
            close(file)
        }
    }

    /// Takes from others what they might do with a file. What belongs to another user stays as it is.
    private static func withhold(_ file: Int32) {
        var status = stat()
        guard fstat(file, &status) == 0, status.st_mode & 0o007 != 0 else { return }
        fchmod(file, status.st_mode & 0o770)
    }

    /// Whether others than owner and group may look into a directory or read a file.
    public static func isOpenToAll(_ path: String) -> Bool {
        var status = stat()
        return stat(path, &status) == 0 && status.st_mode & 0o007 != 0
    }
}
