/// Why a backup could not be made or restored, and what to do about it.
public struct BackupError: Error, Hashable, Sendable, CustomStringConvertible {
    public let description: String

    public init(_ description: String) { self.description = description }
}
