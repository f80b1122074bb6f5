import Foundation

/// An engine in a process of its own, from the start of the process to its being ready, as whoever
/// asks `/readyz` sees it.
struct EngineProcess {
    /// What stands behind `secondlook serve --roles engine --port 0`.
    let arguments: [String]

    /// Seconds until it was ready, and the memory that it then had, in bytes.
    struct Outcome {
        let seconds: Double
        let resident: Int
    }

    func run() async throws -> Outcome {
        let process = Process()
        process.executableURL = URL(fileURLWithPath: "/proc/self/exe").resolvingSymlinksInPath()
        process.arguments = ["serve", "--roles", "engine", "--port", "0"] + arguments
        let output = Pipe()
        process.standardOutput = output
        let start = ContinuousClock.now
        try process.run()
        defer {
            process.terminate()
            process.waitUntilExit()
        }
        guard let line = Self.firstLine(output.fileHandleForReading),
            let port = line.firstMatch(of: #/http://[0-9.]+:([0-9]+)/#).flatMap({ UInt16($0.1) })
        else {
            throw Failure("The engine’s process ended before it listened.")
        }
        // A state is waited for, as a load balancer does: the figure is right to 20 ms.
        while process.isRunning {
            if try Loopback.get("/readyz", port: port, patience: 30).status == 200 {
                let seconds = (ContinuousClock.now - start) / .seconds(1)
                return Outcome(
                    seconds: seconds,
                    resident: Usage.residentBytes(of: process.processIdentifier))
            }
            try await Task.sleep(for: .milliseconds(20))
        }
        throw Failure("The engine’s process ended before it was ready.")
    }

    private static func firstLine(_ handle: FileHandle) -> String? {
        var bytes: [UInt8] = []
        while let byte = try? handle.read(upToCount: 1)?.first {
            if byte == UInt8(ascii: "\n") { return String(decoding: bytes, as: UTF8.self) }
            bytes.append(byte)
        }
        return nil
    }
}
