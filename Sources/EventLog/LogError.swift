/// What can go wrong with a log that its user can do something about.
public enum LogError: Error, Hashable, Sendable {
    /// The log, the reader or the member was closed or interrupted.
    case closed
    /// The offset asked for is no longer kept: retention removed it.
    case positionLost(Partition, asked: Int64, first: Int64)
    /// The log cannot be read or written, with what was being done and what to do about it.
    case unavailable(String)
}

extension LogError: CustomStringConvertible {
    public var description: String {
        switch self {
        case .closed:
            "The log is closed."
        case .positionLost(let partition, let asked, let first):
            """
            Offset \(asked) of \(partition.topic)/\(partition.number) is gone: the log begins at \
            \(first). Restore the log from a backup; on Kafka, if the records were removed knowingly, stop \
            the engines and run "secondlook topics accept".
            """
        case .unavailable(let what):
            what
        }
    }
}
