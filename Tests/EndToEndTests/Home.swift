import Contract
import EventLog
import Foundation
import KafkaLog
import SQLiteLog
import Testing

/// A log of a test's own, and the words by which the program finds it.
///
/// Topics on a broker stay there when the test is over: the broker is thrown away.
final class Home {
    /// What every command needs to find the log.
    let words: [String]
    private let place: Place
    /// Files of the test's own.
    let scratch: Scratch
    /// The directory of a server: with the embedded log, that log's.
    let data: String
    /// What stands before the topics' names on Kafka.
    let prefix: String?
    private let openLog: () throws -> any EventLog

    /// A place where there is nothing yet; on Kafka, nothing but empty topics.
    init(_ place: Place) throws {
        let scratch = try Scratch()
        let data = scratch.path("data")
        self.place = place
        self.scratch = scratch
        self.data = data
        switch place {
        case .embedded:
            words = ["--data", data]
            prefix = nil
            openLog = {
                FileManager.default.fileExists(atPath: data)
                    ? try SQLiteLog(existing: data)
                    : try SQLiteLog(directory: data, topics: Contract.all)
            }
        case .kafka:
            let bootstrap = try #require(Broker.bootstrap)
            let prefix = "e\(UInt32.random(in: .min ... .max))."
            // The shortest that brokers allow, by default: who waits for a killed engine's
            // partitions waits for its session to end.
            let file = try scratch.file(
                "kafka.properties", "session.timeout.ms=\(Home.session)\n".utf8)
            self.prefix = prefix
            words = ["--kafka", bootstrap, "--prefix", prefix, "--kafka-config", file]
            let settings = try KafkaSettings(bootstrap: bootstrap, prefix: prefix)
            openLog = { try KafkaLog(settings, topics: Contract.all) }
            let applied = try Program.run(["topics", "apply"] + words)
            try #require(applied.status == 0, "\(applied.errors)\(applied.text)")
        }
    }

    /// After how many milliseconds Kafka gives up an engine that it hears nothing of.
    static let session = 6_000

    /// Runs a command on the log.
    func run(_ command: String..., patience: TimeInterval = 120) throws -> Program.Outcome {
        try run(command, patience: patience)
    }

    func run(_ command: [String], patience: TimeInterval = 120) throws -> Program.Outcome {
        try Program.run(command + words, patience: patience)
    }

    /// Serves the log.
    ///
    /// - Parameter session: how many milliseconds Kafka waits for it, where not as for the others.
    func serve(_ more: String..., ready: Bool = true, session: Int? = nil) throws -> Serving {
        var words = words
        if let session, let place = words.firstIndex(of: "--kafka-config") {
            words[place + 1] = try scratch.file(
                "session-\(session).properties", "session.timeout.ms=\(session)\n".utf8)
        }
        let directory = words.contains("--data") ? [] : ["--data", data]
        return try Serving(words: words + directory + more, ready: ready)
    }

    /// The log, past the program, made where it is missing. Whoever opens it closes it.
    func log() throws -> any EventLog { try openLog() }

    /// Reads and writes the log past the program.
    func withLog<Result>(_ body: (any EventLog) throws -> Result) throws -> Result {
        let log = try log()
        defer { log.close() }
        return try body(log)
    }

    /// Publishes events through a file, with the program.
    func publish(_ events: [[UInt8]]) throws -> Program.Outcome {
        try run(
            "publish", try scratch.file("\(UUID().uuidString).jsonl", lines: events))
    }

    /// The doctor finds nothing wrong.
    func checkHealth(_ comment: String = "") throws {
        let doctor = try run("doctor")
        #expect(doctor.isSound(on: place), "\(comment) \(doctor.text)\(doctor.errors)")
    }
}

extension Program.Outcome {
    /// Whether a doctor found nothing wrong; on Kafka, where engines have to be at work, nothing but
    /// that there is none, the servers of the story having ended.
    func isSound(on place: Place) -> Bool {
        let faults = lines.filter { $0.hasPrefix("Fault: ") }
        guard place == .kafka, faults.count == 1, faults[0].contains("No engine is at work") else {
            return status == 0 && !text.contains("Fault: ")
        }
        return status == 1
    }
}
