import EventLog
import Foundation
@testable import SQLiteLog

extension Bench {
    static func sqlite(_ topics: [Topic]) throws -> Bench {
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
