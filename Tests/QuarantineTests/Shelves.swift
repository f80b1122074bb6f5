import Contract
import EventLog
import Foundation
import SQLiteLog

/// A log of its own, gone when the test is, and records on it.
final class Shelves {
    let log: SQLiteLog
    private let directory = NSTemporaryDirectory() + "quarantine-\(UUID().uuidString)"

    /// 31 March 2026, 09:41:07.118 UTC.
    static let now: Int64 = 1_774_950_067_118

    init() throws {
        log = try SQLiteLog(directory: directory, topics: Contract.all)
    }

    deinit {
        log.close()
        try? FileManager.default.removeItem(atPath: directory)
    }

    /// A record as a log would hand it out.
    static func record(
        _ value: [UInt8]?, key: [UInt8]? = Array("C-7".utf8), headers: [Header] = [],
        on topic: Topic = Contract.contacts, _ partition: Int = 3, _ offset: Int64 = 12
    ) -> Record {
        Record(
            position: Position(Partition(topic: topic.name, number: partition), offset),
            appendedAt: now, key: key, value: value, headers: headers)
    }

    /// A message as if a log had kept it.
    static func kept(_ message: Message, at offset: Int64 = 40) -> Record {
        Record(
            position: Position(
                Partition(topic: message.topic.name, number: message.partition ?? 0), offset),
            appendedAt: now, key: message.key, value: message.value, headers: message.headers)
    }
}
