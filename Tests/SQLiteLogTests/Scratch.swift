import EventLog
import Foundation
@testable import SQLiteLog

let letters = Topic("letters", partitions: 3)

/// A place for one log's directory, gone with its last user.
final class Scratch {
    let parent: String
    var directory: String { "\(parent)/log" }
    var file: String { "\(directory)/log.sqlite" }

    init() throws {
        parent = FileManager.default.temporaryDirectory
            .appending(path: "sqlitelog-\(UUID().uuidString)").path()
        try FileManager.default.createDirectory(
            atPath: parent, withIntermediateDirectories: false)
    }

    deinit { try? FileManager.default.removeItem(atPath: parent) }

    /// One more log on the same directory, as another process would have it.
    func open(
        _ topics: Topic..., limits: Queue.Limits = Queue.Limits(), clock: Int64 = 1
    ) throws -> SQLiteLog {
        try SQLiteLog(Directory(path: directory), limits: limits, clock: { clock }) {
            try $0.create(topics: topics)
        }
    }
}

func letter(_ value: String, key: String = "k") -> Message {
    Message(to: letters, key: Array(key.utf8), value: Array(value.utf8))
}

extension Record {
    var text: String { String(decoding: value ?? [], as: UTF8.self) }
    var keyText: String { String(decoding: key ?? [], as: UTF8.self) }
}

extension SQLiteLog {
    /// Everything the letters hold.
    func everything() throws -> [Record] {
        let extents = try extent(of: [letters])
        let reader = try reader(from: extents.mapValues(\.lowerBound))
        var found: [Record] = []
        while found.count < extents.values.reduce(0, { $0 + $1.count }) {
            let more = try reader.next(atMost: 1_000, waiting: .seconds(10))
            if more.isEmpty { break }
            found += more
        }
        return found
    }
}
