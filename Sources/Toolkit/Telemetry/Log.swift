import Glibc
import Synchronization

/// Writes log lines, from any thread, one whole line after the other.
///
/// Never write into it who a child is: a keyed digest is all that may appear.
public struct Log: Sendable {
    private let level: LogLevel
    private let time: @Sendable () -> String?
    private let sink: Sink

    // One lock for all copies of a log, so that two lines never mix.
    private final class Sink: Sendable {
        private let write: Mutex<@Sendable (String) -> Void>
        init(_ write: @escaping @Sendable (String) -> Void) { self.write = Mutex(write) }
        func callAsFunction(_ line: String) { write.withLock { $0(line) } }
    }

    /// - Parameters:
    ///   - level: lines below it are not written.
    ///   - time: what stands first in a line; nil to leave it out, as under systemd, which has its
    ///     own.
    ///   - write: gets each line with its line end, one at a time.
    public init(
        from level: LogLevel = .info, time: @escaping @Sendable () -> String? = Log.utc,
        to write: @escaping @Sendable (String) -> Void = Log.standardError
    ) {
        self.level = level
        self.time = time
        sink = Sink(write)
    }

    /// Writes a line where its level is high enough.
    public func callAsFunction(
        _ level: LogLevel, _ message: String,
        _ fields: KeyValuePairs<String, LogValue> = [:]
    ) {
        guard level >= self.level else { return }
        let fields = fields.map { LogLine.Field(key: $0.key, value: $0.value) }
        sink(LogLine(level, message, fields).text(time: time()) + "\n")
    }

    /// The present moment in UTC, to the millisecond: `2026-03-01T09:00:00.000Z`.
    @Sendable public static func utc() -> String? {
        var now = timespec()
        clock_gettime(CLOCK_REALTIME, &now)
        return utc(seconds: now.tv_sec, milliseconds: now.tv_nsec / 1_000_000)
    }

    static func utc(seconds: Int, milliseconds: Int) -> String {
        var (seconds, parts) = (seconds, tm())
        gmtime_r(&seconds, &parts)
        func digits(_ number: some BinaryInteger, _ count: Int) -> String {
            let text = String(number)
            return String(repeating: "0", count: max(0, count - text.count)) + text
        }
        let date = [
            digits(Int(parts.tm_year) + 1_900, 4), digits(parts.tm_mon + 1, 2),
            digits(parts.tm_mday, 2),
        ].joined(separator: "-")
        let time = [digits(parts.tm_hour, 2), digits(parts.tm_min, 2), digits(parts.tm_sec, 2)]
            .joined(separator: ":")
        return "\(date)T\(time).\(digits(milliseconds, 3))Z"
    }

    /// Writes a line to the process's error output, in one call.
    @Sendable public static func standardError(_ line: String) {
        var line = line
        line.withUTF8 { bytes in _ = Glibc.write(STDERR_FILENO, bytes.baseAddress, bytes.count) }
    }
}
