internal import EventLog
private import Glibc
internal import SQLite

extension Directory {
    /// What to do where a file is no longer where it was.
    ///
    /// - Parameters:
    ///   - lost: which, a sentence.
    ///   - rescued: where what the log held was saved.
    static func advice(_ lost: String, rescued: String?) -> String {
        let what =
            rescued.map { "what it had, which was saved (secondlook restore --from \($0))" }
            ?? "a backup (secondlook restore)"
        return """
            \(lost) Nothing more is taken, since it would be lost when the server ends. Put the \
            file that was there back, and the server goes on by itself; where it cannot be had any \
            more, stop the server and restore \(what).
            """
    }

    /// The same for what the latest look brought; nil where nothing is amiss.
    static func advice(_ standing: StandingFiles) -> String? {
        standing.trouble.map { advice($0, rescued: standing.rescued) }
    }

    /// Throws where the log's file is gone from a directory in which there was a log.
    func refuseToBeginAnew() throws {
        let traces = LostDatabase.traces(
            of: file, mark: mark,
            others: (["opening.lock"] + groupLocks + others).map { "\(path)/\($0)" })
        guard let first = traces.first else { return }
        throw unavailable(
            """
            There was a log in \(path), and its file \(Self.fileName) is gone or empty: \(first) \
            is still there. No new log is begun in its place. Put the file back, or restore a \
            backup into another directory (secondlook restore). To begin a new log knowingly, name \
            a directory that is not there yet, or is empty but for digest.key.
            """)
    }

    /// The locks of the groups that were here. The files are empty, and their directory is not.
    private var groupLocks: [String] {
        guard let list = opendir("\(path)/groups") else { return [] }
        defer { closedir(list) }
        while let entry = readdir(list) {
            if entry.pointee.d_name.0 != 0x2e { return ["groups"] }
        }
        return []
    }
}
