import Foundation

/// `secondlook-registry serve` on a data directory and a port of its own.
final class Serving {
    private let process: Process
    private let scratch = try? Scratch()
    let port: UInt16

    enum Fault: Error { case didNotStart(String) }

    /// Starts it and waits until it says where it listens.
    init(
        _ data: String, _ words: String..., environment: [String: String] = [:]
    ) async throws {
        guard let scratch else { throw Fault.didNotStart("no scratch directory") }
        let (output, errors) = (scratch.path("out"), scratch.path("err"))
        let process = try Program.start(
            ["serve", "--port", "0", "--rate", "0", "--data", data] + words, output: output,
            errors: errors, environment: environment)
        self.process = process
        var port: UInt16 = 0
        try await wait {
            guard let found = Serving.port(in: Serving.text(output)) else {
                return !process.isRunning
            }
            port = found
            return true
        }
        self.port = port
        guard port > 0 else { throw Fault.didNotStart(Serving.text(errors)) }
    }

    deinit { kill() }

    private static func text(_ path: String) -> String {
        String(decoding: FileManager.default.contents(atPath: path) ?? Data(), as: UTF8.self)
    }

    private static func port(in greeting: String) -> UInt16? {
        guard let address = greeting.firstRange(of: "http://127.0.0.1:") else { return nil }
        return UInt16(greeting[address.upperBound...].prefix { $0.isNumber })
    }

    /// Asks and waits for the answer. Throws where there is none.
    func ask(
        _ method: String, _ path: String, _ body: String? = nil, key: String? = nil
    ) async throws -> Caller.Answer { try await caller.ask(method, path, body, key: key) }

    var caller: Caller { Caller(port: port) }

    /// Sends a signal, while there is anybody to send it to.
    func signal(_ number: Int32) {
        guard process.isRunning, process.processIdentifier > 0 else { return }
        Glibc.kill(process.processIdentifier, number)
    }

    /// What it has said of errors.
    var errors: String { scratch.map { Serving.text($0.path("err")) } ?? "" }

    /// The power goes.
    func kill() {
        guard process.isRunning else { return }
        Glibc.kill(process.processIdentifier, SIGKILL)
        process.waitUntilExit()
    }

    var hasEnded: Bool { !process.isRunning }

    /// Waits until a signal has ended it: the signal.
    func fall() async throws -> Int32 {
        try await wait { !process.isRunning }
        return process.terminationReason == .uncaughtSignal ? process.terminationStatus : 0
    }

    /// Asks it to end and waits until it has: the exit status.
    func stop() async throws -> Int32 {
        process.terminate()
        try await wait { !process.isRunning }
        return process.terminationStatus
    }
}

struct DidNotComeAbout: Error {}

/// Waits for a state, looking every few milliseconds.
///
/// - Parameter patience: for so long at the most; a test that needs nearly as long has failed.
func wait(within patience: Duration = .seconds(60), _ isSo: () async throws -> Bool) async throws {
    let end = ContinuousClock.now + patience
    while try await !isSo() {
        guard ContinuousClock.now < end else { throw DidNotComeAbout() }
        try await Task.sleep(for: .milliseconds(3))
    }
}
