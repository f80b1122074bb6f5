import EventLog
import Foundation
@testable import SQLiteLog

/// The logs that must keep the contract. Another log joins as a case with a bench of its own.
enum Backend: CaseIterable, Sendable {
    case sqlite

    /// A fresh log with these topics.
    func bench(_ topics: Topic...) throws -> Bench {
        switch self {
        case .sqlite:
            let directory = FileManager.default.temporaryDirectory
                .appending(path: "log-\(UUID().uuidString)").path()
            return try Bench(
                open: { try SQLiteLog(directory: directory, topics: topics) },
                forget: { log, partition, offset in
                    try (log as? SQLiteLog)?.trim(partition, below: offset)
                },
                cleanUp: { try? FileManager.default.removeItem(atPath: directory) })
        }
    }
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

let letters = Topic("letters", partitions: 4)
let parcels = Topic("parcels", partitions: 2)

/// A message whose key and value are texts.
func letter(_ value: String, key: String? = "k", to topic: Topic = letters) -> Message {
    Message(to: topic, key: key.map { Array($0.utf8) }, value: Array(value.utf8))
}

extension Record {
    var text: String? { value.map { String(decoding: $0, as: UTF8.self) } }
    var keyText: String? { key.map { String(decoding: $0, as: UTF8.self) } }
}

extension EventLog {
    /// A reader of whole topics, each from its first record.
    func reader(of topics: Topic...) throws -> any LogReader {
        try reader(from: try extent(of: topics).mapValues(\.lowerBound))
    }

    /// Everything the topics hold.
    func everything(of topics: Topic...) throws -> [Record] {
        let extents = try extent(of: topics)
        let reader = try reader(from: extents.mapValues(\.lowerBound))
        return try reader.records(extents.values.reduce(0) { $0 + $1.count })
    }
}

extension LogReader {
    /// As many records as asked, over as many calls as it takes; fewer where none came for ten
    /// seconds.
    func records(_ count: Int) throws -> [Record] {
        var found: [Record] = []
        while found.count < count {
            let more = try next(atMost: count - found.count, waiting: .seconds(10))
            if more.isEmpty { break }
            found += more
        }
        return found
    }
}
