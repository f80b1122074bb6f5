import EventLog
import Foundation
import Testing

/// The logs that must keep the contract: the embedded one, Kafka's client with librdkafka's mock
/// cluster, and the same with a real broker where the environment names one.
enum Backend: String, CaseIterable, Sendable, CustomTestStringConvertible {
    case sqlite
    case mock
    case broker

    /// The address of a Kafka that tests may make topics on.
    static let bootstrap = ProcessInfo.processInfo.environment["KAFKA_BOOTSTRAP"]

    /// Those that are here.
    static let here = allCases.filter { $0 != .broker || bootstrap != nil }

    /// Those that can drop records as retention does; the mock cluster keeps everything.
    static let forgetting = here.filter { $0 != .mock }

    /// A fresh log with these topics.
    func bench(_ topics: Topic...) throws -> Bench {
        switch self {
        case .sqlite: try .sqlite(topics)
        case .mock: try .mock(topics)
        case .broker: try .broker(topics, at: Self.bootstrap ?? "")
        }
    }

    var testDescription: String { rawValue }
}

/// A log under test, which can be closed and opened again, and is gone with its last user.
final class Bench {
    private(set) var log: any EventLog
    private let open: () throws -> any EventLog
    private let forgetting: (any EventLog, Partition, Int64) throws -> Void
    private let cleanUp: () -> Void

    init(
        open: @escaping () throws -> any EventLog,
        forget: @escaping (any EventLog, Partition, Int64) throws -> Void,
        cleanUp: @escaping () -> Void
    ) throws {
        log = try open()
        self.open = open
        forgetting = forget
        self.cleanUp = cleanUp
    }

    deinit {
        log.close()
        cleanUp()
    }

    /// Closes the log and opens what it left behind.
    func reopen() throws {
        log.close()
        log = try open()
    }

    /// Does to a partition what retention does.
    func forget(_ partition: Partition, below offset: Int64) throws {
        try forgetting(log, partition, offset)
    }
}
