/// Something that is known to be wrong with what a log holds: records that it took are no longer
/// there, or are no longer what they were.
///
/// While a log has a fault, nothing that is read from it is complete, and nothing is taken back
/// because of what is missing.
public struct LogFault: Hashable, Sendable, CustomStringConvertible {
    /// Where it is; nil where that is the whole log, or cannot be told.
    public let partition: Partition?
    /// What is wrong and what to do about it, in plain sentences without a record's contents.
    public let description: String

    public init(_ partition: Partition? = nil, _ description: String) {
        self.partition = partition
        self.description = description
    }
}
