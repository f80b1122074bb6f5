import Glibc

/// Where a command writes: results to the output, everything else to the error output.
public struct Console: Sendable {
    /// Columns of the terminal; 80 where there is none.
    public let width: Int
    /// Whether a person watches the error output, so that a line there may be drawn over.
    public let isInteractive: Bool

    private let out: @Sendable (String) -> Void
    private let error: @Sendable (String) -> Void

    public init(
        width: Int = 80, isInteractive: Bool = false, out: @escaping @Sendable (String) -> Void,
        error: @escaping @Sendable (String) -> Void
    ) {
        self.width = width
        self.isInteractive = isInteractive
        self.out = out
        self.error = error
    }

    /// A line of the result.
    public func print(_ line: String) { out(Console.harmless(line) + "\n") }
    /// A text of the result, as it is.
    public func write(_ text: String) { out(text) }
    /// A line for the person, not for the next program.
    public func note(_ line: String) { error(Console.harmless(line) + "\n") }
    /// A text for the person, as it is.
    func draw(_ text: String) { error(text) }

    /// The line with characters that a terminal would obey, or that turn what stands behind them, as
    /// their code points: what a file says is shown and never done.
    static func harmless(_ line: String) -> String {
        guard line.unicodeScalars.contains(where: isObeyed) else { return line }
        var shown = ""
        for scalar in line.unicodeScalars {
            if isObeyed(scalar) {
                let digits = String(scalar.value, radix: 16, uppercase: true)
                shown +=
                    "<U+" + String(repeating: "0", count: max(0, 4 - digits.count)) + digits + ">"
            } else {
                shown.unicodeScalars.append(scalar)
            }
        }
        return shown
    }

    private static func isObeyed(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar.value {
        case 0x09, 0x0A: false
        case 0..<0x20, 0x7F...0x9F, 0x2028...0x202E, 0x2066...0x2069: true
        default: false
        }
    }

    /// The process's own output and error output.
    public static let standard = Console(
        width: terminalWidth(), isInteractive: isatty(STDERR_FILENO) == 1,
        out: { write($0, to: STDOUT_FILENO) }, error: { write($0, to: STDERR_FILENO) })

    private static func terminalWidth() -> Int {
        var size = winsize()
        guard ioctl(STDERR_FILENO, UInt(TIOCGWINSZ), &size) == 0, size.ws_col > 0 else { return 80 }
        return Int(size.ws_col)
    }

    /// Unbuffered, so that the two outputs keep their order on a terminal.
    private static func write(_ text: String, to descriptor: Int32) {
        var text = text
        text.withUTF8 { bytes in
            var rest = UnsafeRawBufferPointer(bytes)[...]
            while !rest.isEmpty {
                let count = Glibc.write(
                    descriptor, UnsafeRawBufferPointer(rebasing: rest).baseAddress, rest.count)
                if count < 0, errno == EINTR { continue }
                // Nobody reads any longer: there is nobody to tell.
                guard count > 0 else { return }
                rest = rest.dropFirst(count)
            }
        }
    }
}
