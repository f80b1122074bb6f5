import Foundation

/// `secondlook-registry serve` on a data directory and a port of its own.
final class Serving {
    private let process: Process
    private let scratch = try? Scratch()
    let port: UInt16

    enum Fault: Error { case didNotStart(String), didNotStop }

    /// Starts it and waits until it says where it listens.
    init(_ data: String, _ words: String...) throws {
        guard let scratch else { throw Fault.didNotStart("no scratch directory") }
        let (output, errors) = (scratch.path("out"), scratch.path("err"))
        process = try Program.start(
            ["serve", "--port", "0", "--rate", "0", "--data", data] + words, output: output,
            errors: errors)
        var port: UInt16?
        _ = waitUntil { [process] in
            port = Serving.port(in: Serving.text(output))
            return port != nil || !process.isRunning
        }
        guard let port else { throw Fault.didNotStart(Serving.text(errors)) }
        self.port = port
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

    /// The power goes.
    func kill() {
        guard process.isRunning else { return }
        Glibc.kill(process.processIdentifier, SIGKILL)
        _ = waitUntil { [process] in !process.isRunning }
    }

    /// Asks it to end and waits until it has: the exit status.
    func stop() throws -> Int32 {
        process.terminate()
        guard waitUntil({ [process] in !process.isRunning }) else { throw Fault.didNotStop }
        return process.terminationStatus
    }
}

/// Waits for a state, looking every few milliseconds.
///
/// - Parameter patience: seconds at the most; a test that needs nearly as many has failed.
/// - Returns: whether it came about.
func waitUntil(within patience: Double = 30, _ isSo: () throws -> Bool) rethrows -> Bool {
    let end = ContinuousClock.now + .seconds(patience)
    while try !isSo() {
        guard ContinuousClock.now < end else { return false }
        usleep(3_000)
    }
    return true
}
