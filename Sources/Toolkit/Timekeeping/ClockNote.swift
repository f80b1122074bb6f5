private import Foundation

/// What a program leaves behind about the time, so that its next start can tell a clock that is
/// wrong from a time in which it was off.
public struct ClockNote: Hashable, Sendable {
    /// The time the program went by, in milliseconds since 1970 UTC.
    public let time: Int64
    /// The machine's steady clock at that moment, in milliseconds.
    public let steady: Int64
    /// Names the start of the machine that the steady clock counts from.
    public let boot: String

    public init(time: Int64, steady: Int64, boot: String) {
        (self.time, self.steady, self.boot) = (time, steady, boot)
    }

    /// One line: `1764230000000 3507354700 5c3f…`.
    public var text: String { "\(time) \(steady) \(boot)\n" }

    /// Reads what `text` wrote; nil for anything else.
    public init?(_ text: String) {
        let parts = text.split(whereSeparator: \.isWhitespace)
        guard parts.count == 3, let time = Int64(parts[0]), let steady = Int64(parts[1]),
            time >= 0, steady >= 0
        else { return nil }
        self.init(time: time, steady: steady, boot: String(parts[2]))
    }
}

// MARK: Its file

extension ClockNote {
    /// The name of the file in a program's data directory.
    public static let file = "clock"

    /// What stands in a file; nil where there is none, or nothing to be made of it.
    public init?(at path: String) {
        guard let bytes = FileManager.default.contents(atPath: path) else { return nil }
        self.init(String(decoding: bytes, as: UTF8.self))
    }

    /// Puts it into a file, whole or not at all, that its owner writes and its group reads.
    public func write(to path: String) throws {
        let url = URL(fileURLWithPath: path)
        try Data(text.utf8).write(to: url, options: .atomic)
        try FileManager.default.setAttributes([.posixPermissions: 0o640], ofItemAtPath: path)
    }
}
