import Foundation
import Patience

/// The program itself, run as another process, as people run it.
enum Program {
    /// It is built beside the bundle that these tests are in.
    static let url = URL(fileURLWithPath: "/proc/self/exe").resolvingSymlinksInPath()
        .deletingLastPathComponent().appendingPathComponent("secondlook")

    /// What came of running it.
    struct Outcome {
        /// The exit status; the signal's number made negative where a signal ended it.
        let status: Int32
        let output: Data
        let errors: String

        var text: String { String(decoding: output, as: UTF8.self) }
        var lines: [Substring] { text.split(separator: "\n") }
    }

    enum Fault: Error { case tookTooLong([String]) }

    /// Runs a command to its end.
    ///
    /// - Parameter patience: seconds it may take at the most.
    static func run(
        _ words: [String], input: URL? = nil, environment: [String: String] = [:],
        patience: TimeInterval = 120
    ) throws -> Outcome {
        let run = try Run(words, input: input, environment: environment)
        guard waitUntil(within: patience, { !run.isRunning }) else {
            run.kill()
            throw Fault.tookTooLong(words)
        }
        return Outcome(status: run.status, output: run.output, errors: run.errors)
    }

    static func run(_ words: String...) throws -> Outcome { try run(words) }
}

/// One process of the program, with files for what it says: nobody has to read along.
final class Run {
    private let process = Process()
    private let scratch = try? Scratch()

    /// - Parameter environment: variables that it has besides those of the tests.
    init(_ words: [String], input: URL? = nil, environment: [String: String] = [:]) throws {
        process.environment = ProcessInfo.processInfo.environment.merging(environment) { $1 }
        process.executableURL = Program.url
        process.arguments = words
        process.standardInput =
            try input.map { try FileHandle(forReadingFrom: $0) }
            ?? FileHandle.nullDevice
        process.standardOutput = try file("output")
        process.standardError = try file("errors")
        try process.run()
    }

    deinit { kill() }

    private func file(_ name: String) throws -> FileHandle {
        let path = scratch?.path(name) ?? "/dev/null"
        try Data().write(to: URL(fileURLWithPath: path))
        return try FileHandle(forWritingTo: URL(fileURLWithPath: path))
    }

    private func said(_ name: String) -> Data {
        scratch.flatMap { FileManager.default.contents(atPath: $0.path(name)) } ?? Data()
    }

    var isRunning: Bool { process.isRunning }
    var id: Int32 { process.processIdentifier }
    var output: Data { said("output") }
    var errors: String { String(decoding: said("errors"), as: UTF8.self) }

    /// As a shell would tell it, but a signal's number negative.
    var status: Int32 {
        process.terminationReason == .exit ? process.terminationStatus : -process.terminationStatus
    }

    /// Sends a signal, while there is anybody to send it to.
    func signal(_ number: Int32) {
        guard process.isRunning, process.processIdentifier > 0 else { return }
        Glibc.kill(process.processIdentifier, number)
    }

    /// Asks it to end.
    func terminate() { process.terminate() }

    /// Ends it where it stands, and waits until it is gone.
    func kill() {
        guard process.isRunning else { return }
        Glibc.kill(process.processIdentifier, SIGKILL)
        _ = waitUntil { !process.isRunning }
    }
}
