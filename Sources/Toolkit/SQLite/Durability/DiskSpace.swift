private import Glibc

/// The space of a file system, as this user has it.
public struct DiskSpace: Hashable, Sendable {
    /// The bytes that can still be written.
    public let free: Int64
    /// The bytes that there are in all.
    public let size: Int64

    /// - Returns: nil where it cannot be told.
    public init?(at path: String) {
        var answer = statvfs()
        guard statvfs(path, &answer) == 0 else { return nil }
        free = Int64(answer.f_bavail) * Int64(answer.f_frsize)
        size = Int64(answer.f_blocks) * Int64(answer.f_frsize)
    }

    /// Whether the next write may fail at any moment: less than 16 MiB, or a twentieth of a small
    /// file system, is left.
    public var isNearlyFull: Bool { free < min(16 << 20, size / 20) }
}
