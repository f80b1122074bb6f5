private import Glibc

/// What is left of a database whose file is gone: so that nobody begins it anew in silence.
public enum LostDatabase {
    /// - Parameters:
    ///   - file: the database's.
    ///   - mark: its high-water mark's.
    ///   - others: files that a program leaves beside it once it has used it, and never before it is
    ///     made.
    /// - Returns: what shows that there was a database, where there is none or an empty one. None
    ///   where the database is there, or never was.
    public static func traces(of file: String, mark: String, others: [String]) -> [String] {
        // Before the file: another program may be making all of them, and makes the file first.
        let found =
            ["\(file)-wal"].filter(holdsSomething) + (isRaised(mark) ? [mark] : [])
            + others.filter(holdsSomething)
        return holdsSomething(file) ? [] : found
    }

    private static func holdsSomething(_ path: String) -> Bool {
        var status = stat()
        return stat(path, &status) == 0 && status.st_size > 0
    }

    /// Whether a mark knows of anything; one that is damaged may.
    private static func isRaised(_ mark: String) -> Bool {
        do {
            return try HighWaterMark.levels(at: mark).map { $0.values.contains { $0 > 0 } } ?? false
        } catch {
            return true
        }
    }
}
