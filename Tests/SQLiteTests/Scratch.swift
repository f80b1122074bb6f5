import Foundation
import SQLite

/// A directory for one database, gone with its last user.
final class Scratch {
    let file: String
    private let directory: URL

    init() throws {
        directory = FileManager.default.temporaryDirectory
            .appending(path: "sqlite-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: directory, withIntermediateDirectories: false)
        file = directory.appending(path: "test.sqlite").path()
    }

    deinit { try? FileManager.default.removeItem(at: directory) }

    /// One more connection, which does not wait for the others.
    func open(access: Database.Access = .readWriteCreate) throws -> Database {
        try Database(file, access: access, busyTimeout: .milliseconds(2))
    }
}
