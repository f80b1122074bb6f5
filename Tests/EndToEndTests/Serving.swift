import Foundation
import Patience

/// `secondlook serve` on a log and a port of its own.
final class Serving {
    private let run: Run
    let port: UInt16
    /// With which tests ask it.
    let keys: Keys

    enum Fault: Error { case didNotStart(String), notReady(String), didNotStop }

    /// Starts it and waits until it says where it listens; `ready` says whether for more than that.
    convenience init(_ data: String, _ words: String..., ready: Bool = true) throws {
        try self.init(data, words, ready: ready)
    }

    convenience init(_ data: String, _ words: [String], ready: Bool = true) throws {
        try self.init(words: ["--data", data] + words, ready: ready)
    }

    init(words: [String], environment: [String: String] = [:], ready: Bool = true) throws {
        run = try Run(["serve", "--port", "0"] + words, environment: environment)
        var port: UInt16?
        let started = waitUntil { [run] in
            port = Serving.port(in: String(decoding: run.output, as: UTF8.self))
            return port != nil || !run.isRunning
        }
        guard started, let port else { throw Fault.didNotStart(run.errors) }
        self.port = port
        let place = words.firstIndex(of: "--data").map { words[$0 + 1] }
        keys = Keys(in: place ?? "data")
        if ready { try waitUntilReady() }
    }

    private static func port(in greeting: String) -> UInt16? {
        guard let address = greeting.firstRange(of: "http://127.0.0.1:") else { return nil }
        return UInt16(greeting[address.upperBound...].prefix { $0.isNumber })
    }

    var isRunning: Bool { run.isRunning }
    var errors: String { run.errors }

    /// What it has in memory, in bytes.
    func residentBytes() throws -> Int {
        let text = try String(contentsOfFile: "/proc/\(run.id)/statm", encoding: .utf8)
        let pages = text.split(separator: " ").dropFirst().first.flatMap { Int($0) }
        return (pages ?? 0) * 4_096
    }

    /// A connection to it.
    func connect() throws -> Connection { try Connection(to: port, with: keys) }

    func get(_ path: String, _ headers: [String: String] = [:]) throws -> Connection.Answer {
        try connect().get(path, headers)
    }

    /// Publishes, and as a publisher should, again where the log did not move for a moment: beside
    /// other tests even a sound one may be slow.
    func post(
        _ body: [UInt8], type: String = "application/cloudevents+json",
        _ headers: [String: String] = [:]
    ) throws -> Connection.Answer {
        var answer = try connect().post(body, type: type, headers)
        _ = try waitUntil(within: 20) {
            guard answer.text.contains("does not move at present") else { return true }
            answer = try connect().post(body, type: type, headers)
            return false
        }
        return answer
    }

    func waitUntilReady() throws {
        var answer: Connection.Answer?
        let isReady = waitUntil(within: 60) {
            answer = try? get("/readyz")
            return answer?.status == 200
        }
        guard isReady else { throw Fault.notReady(answer?.text ?? errors) }
    }

    func signal(_ number: Int32) { run.signal(number) }

    /// The power goes.
    func kill() { run.kill() }

    /// Asks it to end, and does not wait.
    func terminate() { run.terminate() }

    /// Waits until it has ended.
    func ending() throws -> Int32 {
        guard waitUntil({ !run.isRunning }) else { throw Fault.didNotStop }
        return run.status
    }

    /// Asks it to end and waits until it has: the exit status.
    @discardableResult
    func stop() throws -> Int32 {
        terminate()
        return try ending()
    }
}
