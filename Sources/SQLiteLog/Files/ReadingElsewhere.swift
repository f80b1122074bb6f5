internal import EventLog
internal import SQLite

extension Directory {
    /// The same directory for whoever only reads: nothing in it is changed, whoever else uses it.
    ///
    /// - Throws: `LogError.unavailable` where there is no log, or another program's.
    func forReading() throws -> Directory {
        try requireLog()
        var this = self
        let reading = try QuietReading(file)
        this.reading = reading
        guard try reading.open().isUpToDate(with: Schema.steps.count) else {
            throw LogError.unavailable(
                """
                The log in \(path) was written by an older program, and a command that reads does \
                not change it. Use that program's command; or stop its server, make a backup, and \
                start secondlook serve of this one, which brings the log up to date.
                """)
        }
        return this
    }
}
