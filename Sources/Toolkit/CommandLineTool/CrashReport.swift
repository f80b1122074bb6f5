import Glibc

/// What a crash prints. Swift's runtime adds to the backtrace what the registers hold and point to,
/// which is whatever the program was at work on, and no log may have that.
enum CrashReport {
    private static let variable = "SWIFT_BACKTRACE"
    private static let setting = "registers="
    /// Those that the runtime reports (Swift, `docs/Backtracing.rst`).
    private static let signals = [SIGQUIT, SIGABRT, SIGBUS, SIGFPE, SIGILL, SIGSEGV, SIGTRAP]

    /// Has registers and memory left out, unless whoever started the program has said what to do
    /// with them.
    ///
    /// The runtime reads how before the program begins, so this begins it once more, as the same
    /// process. Where that cannot be done, nothing is reported at all.
    static func leaveOutMemory() {
        let said = getenv(variable).map { String(cString: $0) } ?? ""
        guard !said.contains(setting) else { return }
        let settings = [said, setting + "none"].filter { !$0.isEmpty }
        setenv(variable, settings.joined(separator: ","), 1)
        if let program = realpath("/proc/self/exe", nil) {
            var words: [UnsafeMutablePointer<CChar>?] = commandLine().map { strdup($0) }
            words.append(nil)
            execv(program, words)
            execv("/proc/self/exe", words)
            for word in words { free(word) }
            free(program)
        }
        for number in signals { signal(number, SIG_DFL) }
    }

    /// The program's name and words as the kernel has them. Swift looks for them beside the
    /// environment, and does not find them where a preloaded library has moved that.
    private static func commandLine() -> [String] {
        let file = open("/proc/self/cmdline", O_RDONLY | O_CLOEXEC)
        defer { close(file) }
        var bytes: [UInt8] = []
        var piece = [UInt8](repeating: 0, count: 65_536)
        while true {
            let count = read(file, &piece, piece.count)
            guard count > 0 else { break }
            bytes += piece[..<count]
        }
        // Each ends with a zero, also an empty one.
        return bytes.split(separator: 0, omittingEmptySubsequences: false).dropLast()
            .map { String(decoding: $0, as: UTF8.self) }
    }
}
