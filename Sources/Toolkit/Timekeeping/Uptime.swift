private import Glibc

/// How long this machine has been up, its sleep included, from `/proc/uptime` (proc_uptime(5)): the
/// kernel's own word, which a library that shifts a program's clocks does not reach. Where there is
/// none, `CLOCK_BOOTTIME`, which says the same.
final class Uptime: Sendable {
    static let shared = Uptime()

    private let file = open("/proc/uptime", O_RDONLY | O_CLOEXEC)

    @Sendable func milliseconds() -> Int64 {
        var text = [UInt8](repeating: 0, count: 64)
        let count = pread(file, &text, text.count, 0)
        guard count > 0 else { return Uptime.bootTime() }
        // "350735.47 234388.90": seconds, with two digits behind the point.
        var hundredths: Int64 = 0
        for byte in text[..<count] where byte != UInt8(ascii: ".") {
            guard (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte) else { break }
            hundredths = hundredths * 10 + Int64(byte - UInt8(ascii: "0"))
        }
        return hundredths * 10
    }

    private static func bootTime() -> Int64 {
        var now = timespec()
        clock_gettime(CLOCK_BOOTTIME, &now)
        return Int64(now.tv_sec) * 1_000 + Int64(now.tv_nsec) / 1_000_000
    }

    /// Names this start of the machine (random(4)): uptimes of two starts cannot be compared.
    static let boot: String = {
        var text = [UInt8](repeating: 0, count: 64)
        let file = open("/proc/sys/kernel/random/boot_id", O_RDONLY | O_CLOEXEC)
        defer { close(file) }
        let count = read(file, &text, text.count)
        return String(
            decoding: text[..<max(0, count)].filter { $0 > UInt8(ascii: " ") }, as: UTF8.self)
    }()
}
