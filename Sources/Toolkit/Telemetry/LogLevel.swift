/// How much a log line matters.
public enum LogLevel: String, CaseIterable, Comparable, Sendable {
    case debug, info, warning, error

    private var rank: Int { LogLevel.allCases.firstIndex(of: self) ?? 0 }

    public static func < (left: LogLevel, right: LogLevel) -> Bool { left.rank < right.rank }
}
