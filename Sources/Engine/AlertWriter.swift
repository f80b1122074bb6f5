import Casework
import Foundation

/// Which engine wrote a revision, and when it was given the partitions that it wrote for: a header
/// of every alert (an extension attribute of CloudEvents), so that the topic itself shows who went
/// on writing after others had taken over. Nothing is decided by it.
public struct AlertWriter: Hashable, Sendable, CustomStringConvertible {
    /// The process: its number, and a few digits that another of that number will not have.
    public let process: String
    /// When it was given its partitions, in milliseconds since 1970 UTC; 0 before.
    public private(set) var since: Int64 = 0
    /// Its appends so far.
    public private(set) var appends = 0

    /// The header's name.
    public static let header = "ce_engine"

    private static let process =
        "\(ProcessInfo.processInfo.processIdentifier)-"
        + String(UInt32.random(in: .min ... .max), radix: 16)

    public init() { process = Self.process }

    /// It was given partitions.
    mutating func begin(at moment: Moment) { since = max(since + 1, moment.milliseconds) }

    /// It is about to append.
    mutating func next() -> AlertWriter {
        appends += 1
        return self
    }

    /// `4711-9f3a21/1763889123123/182`
    public var description: String { "\(process)/\(since)/\(appends)" }
}
