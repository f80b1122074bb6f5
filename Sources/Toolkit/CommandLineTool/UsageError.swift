/// A line that was not understood, with the remedy; exit code 2.
///
/// A command may throw one itself, for options that do not go together.
public struct UsageError: Error, Hashable, Sendable, CustomStringConvertible {
    /// One sentence or two, without the command's name.
    public let description: String

    public init(_ description: String) { self.description = description }
}

/// Ends the program with this code and says nothing more, when the command has said it all.
public struct ExitCode: Error, Hashable, Sendable {
    public let rawValue: Int32

    public init(rawValue: Int32) { self.rawValue = rawValue }

    public static let success = ExitCode(rawValue: 0)
    public static let failure = ExitCode(rawValue: 1)
    public static let usage = ExitCode(rawValue: 2)
}
