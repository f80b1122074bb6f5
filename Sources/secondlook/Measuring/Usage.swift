import Foundation

/// What the process has used of the machine.
enum Usage {
    /// glibc's `malloc_trim`, which Swift's module of it leaves out.
    private static let trim = dlsym(nil, "malloc_trim").map {
        unsafeBitCast($0, to: (@convention(c) (Int) -> CInt).self)
    }

    /// Has the allocator give back to the system what nothing uses.
    static func giveBack() { _ = trim?(0) }

    /// Bytes of memory resident, once the allocator has given back what nothing uses: a figure of
    /// what is held, not of what passed through.
    static var residentBytes: Int {
        giveBack()
        return residentBytes(of: getpid())
    }

    /// Bytes of memory that a process has resident, what it has freed and not given back included.
    static func residentBytes(of process: Int32) -> Int {
        guard let text = try? String(contentsOfFile: "/proc/\(process)/status", encoding: .utf8),
            let line = text.split(separator: "\n").first(where: { $0.hasPrefix("VmRSS:") }),
            let kibibytes = line.split(separator: " ").dropFirst().first.flatMap({ Int($0) })
        else { return 0 }
        return kibibytes * 1_024
    }

    /// Seconds of processor time, of all threads, in the program and for it in the kernel.
    static var processorSeconds: Double {
        var usage = rusage()
        getrusage(__rusage_who_t(RUSAGE_SELF.rawValue), &usage)
        func seconds(_ time: timeval) -> Double {
            Double(time.tv_sec) + Double(time.tv_usec) / 1_000_000
        }
        return seconds(usage.ru_utime) + seconds(usage.ru_stime)
    }
}
