import EventLog
import Foundation
import Patience
import SQLite
import Testing

@testable import SQLiteLog

@Suite("A log's files under a running log", .waits)
struct StandingFilesTests {
    static let files = ["log.sqlite", "log.sqlite-wal", "log.sqlite-shm", "log.mark"]

    private func refusal(of log: SQLiteLog) -> String {
        let error = #expect(throws: LogError.self) { _ = try log.appendAndWait([letter("late")]) }
        guard case .unavailable(let what) = error else { return "" }
        return what
    }

    @Test(arguments: files)
    func `nothing is acknowledged into a file that was moved away, and all is well with it back`(
        name: String
    ) throws {
        let scratch = try Scratch()
        let log = try scratch.open(letters)
        for number in 0..<5 { _ = try log.appendAndWait([letter("\(number)")]) }
        let (path, away) = ("\(scratch.directory)/\(name)", "\(scratch.parent)/away")
        try FileManager.default.moveItem(atPath: path, toPath: away)
        let what = refusal(of: log)
        #expect(what.contains("\(path) was removed"), "\(what)")
        #expect(what.contains("secondlook restore"))
        #expect(log.faults.map(\.description).contains { $0.contains(path) })
        #expect(log.writeTrouble?.contains(path) == true)

        try FileManager.default.moveItem(atPath: away, toPath: path)
        #expect(waitUntil { log.faults.isEmpty && log.writeTrouble == nil })
        _ = try log.appendAndWait([letter("5")])
        log.close()
        let again = try SQLiteLog(existing: scratch.directory)
        defer { again.close() }
        #expect(again.faults.isEmpty)
        #expect(
            Set(try again.everything().map(\.text)).isSuperset(of: (0...5).map { "\($0)" }))
    }

    @Test(arguments: files)
    func `nothing is acknowledged into a file that was replaced, even by its like`(
        name: String
    ) throws {
        let scratch = try Scratch()
        let log = try scratch.open(letters)
        defer { log.close() }
        _ = try log.appendAndWait([letter("1")])
        let path = "\(scratch.directory)/\(name)"
        try FileManager.default.copyItem(atPath: path, toPath: "\(scratch.parent)/like")
        #expect(rename("\(scratch.parent)/like", path) == 0)
        let what = refusal(of: log)
        #expect(what.contains("\(path) was replaced"), "\(what)")
        #expect(!log.faults.isEmpty)
    }

    @Test func `an idle log finds out by itself that its directory is gone`() throws {
        let scratch = try Scratch()
        let log = try scratch.open(letters)
        defer { log.close() }
        #expect(log.faults.isEmpty)
        try FileManager.default.removeItem(atPath: scratch.directory)
        #expect(waitUntil { !log.faults.isEmpty })
    }

    @Test(arguments: [["log.sqlite"], ["log.sqlite-wal"], files])
    func `what a log held whose files are gone is saved beside, and can be restored`(
        gone: [String]
    ) throws {
        let scratch = try Scratch()
        let log = try scratch.open(letters)
        for number in 0..<5 { _ = try log.appendAndWait([letter("\(number)")]) }
        for name in gone {
            try FileManager.default.removeItem(atPath: "\(scratch.directory)/\(name)")
        }
        #expect(waitUntil { log.writeTrouble?.contains("--from") == true })
        log.close()
        let saved = try #require(
            try FileManager.default.contentsOfDirectory(atPath: scratch.directory).first {
                $0.hasPrefix("rescued-")
            })
        let restored = "\(scratch.parent)/restored"
        try LogBackup.plan().restore("\(scratch.directory)/\(saved)", to: restored)
        let again = try SQLiteLog(existing: restored)
        defer { again.close() }
        #expect(again.faults.isEmpty)
        #expect(try again.everything().map(\.text) == (0..<5).map { "\($0)" })
    }

    @Test
    func `an idle log finds out by itself that another program keeps it, and that it is free`()
        throws
    {
        let scratch = try Scratch()
        let log = try scratch.open(letters)
        defer { log.close() }
        let isOver = DispatchSemaphore(value: 0)
        let file = scratch.file
        let other = OtherThread {
            let database = try Database(file, access: .readWrite, busyTimeout: .seconds(10))
            try database.execute("BEGIN IMMEDIATE")
            isOver.wait()
            try database.execute("ROLLBACK")
        }
        let isSaid = waitUntil { log.writeTrouble?.contains("another program") == true }
        isOver.signal()
        try other.value()
        #expect(isSaid)
        #expect(waitUntil { log.writeTrouble == nil })
        _ = try log.appendAndWait([letter("1")])
    }

    @Test(
        arguments: [
            ["log.sqlite", "log.sqlite-wal", "log.sqlite-shm"],
            ["log.sqlite", "log.sqlite-wal", "log.sqlite-shm", "log.mark"],
            ["log.sqlite", "log.mark", "groups"],
            ["log.sqlite", "log.mark", "opening.lock"],
        ])
    func `a log that is gone is not begun anew`(gone: [String]) throws {
        let scratch = try Scratch()
        let log = try scratch.open(letters)
        _ = try log.appendAndWait([letter("1")])
        try log.join("engine", topics: [letters]).leave()
        log.close()
        let files = FileManager.default
        for name in gone { try? files.removeItem(atPath: "\(scratch.directory)/\(name)") }
        let left = try files.contentsOfDirectory(atPath: scratch.directory).sorted()
        let error = #expect(throws: LogError.self) { try scratch.open(letters).close() }
        #expect("\(error as Any)".contains("There was a log in"), "\(error as Any)")
        #expect("\(error as Any)".contains("secondlook restore"))
        #expect(throws: LogError.self) { try SQLiteLog(reading: scratch.directory).close() }
        #expect(try files.contentsOfDirectory(atPath: scratch.directory).sorted() == left)
    }

    @Test func `an empty file in a log's place is no log either, and files of others are no trace`()
        throws
    {
        let scratch = try Scratch()
        let log = try scratch.open(letters)
        _ = try log.appendAndWait([letter("1")])
        log.close()
        try Data().write(to: URL(filePath: scratch.file))
        try FileManager.default.removeItem(atPath: "\(scratch.directory)/log.mark")
        #expect(throws: LogError.self) { try scratch.open(letters).close() }

        let other = try Scratch()
        try FileManager.default.createDirectory(
            atPath: other.directory, withIntermediateDirectories: true)
        try Data("x".utf8).write(to: URL(filePath: "\(other.directory)/digest.key"))
        try other.open(letters).close()
    }
}
