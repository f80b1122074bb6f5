public import Glibc

/// Why the machine's clock is not believed.
public struct ClockDoubt: Hashable, Sendable, CustomStringConvertible {
    public enum Kind: Hashable, Sendable {
        /// It moved by more than the steady clock did, while the program ran or since it last ran.
        case stepped
        /// At the start it was far from when the program last ran, before the machine was restarted.
        case farFromLastRun
        /// At the start it was far from the last thing that the program itself had written.
        case farFromLog
    }

    public let kind: Kind
    /// Milliseconds by which the machine's clock is ahead of the time that is gone by; negative
    /// where it is behind.
    public var ahead: Int64

    public init(_ kind: Kind, ahead: Int64) { (self.kind, self.ahead) = (kind, ahead) }

    /// In a plain sentence: `This machine’s clock is 40 days ahead of the time counted without it.`
    public var description: String {
        "This machine’s clock is \(length) \(ahead < 0 ? "behind" : "ahead of") \(reference)."
    }

    /// What to do about it, for whoever runs the program.
    ///
    /// - Parameter process: the number of the process that doubts; nil where that is not known here.
    public func remedy(process: Int32? = getpid()) -> String {
        let confirm = process.map { "kill -USR1 \($0)" } ?? "kill -USR1 and its process’s number"
        return """
            Set the clock right, which ends this by itself; or, if it is right, confirm that to the \
            server: \(confirm).
            """
    }

    /// How far it is off: `40 days`, `3 hours`, `20 minutes`.
    public var length: String {
        let minutes = (abs(ahead) + 30_000) / 60_000
        let (number, unit) =
            switch minutes {
            case ..<120: (minutes, "minute")
            case ..<(48 * 60): ((minutes + 30) / 60, "hour")
            default: ((minutes + 720) / 1_440, "day")
            }
        return "\(number) \(unit)\(number == 1 ? "" : "s")"
    }

    private var reference: String {
        switch kind {
        case .stepped: "the time counted without it"
        case .farFromLastRun: "the time at which the program last ran here"
        case .farFromLog: "the newest of what the program wrote"
        }
    }
}
