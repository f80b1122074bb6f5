import EventLog
import Foundation
import Patience
import SQLite
import Testing

@testable import SQLiteLog

@Suite("Opening a log", .waits)
struct OpeningTests {
    /// What opening is refused with.
    private func refusal(_ open: () throws -> SQLiteLog) -> String {
        let error = #expect(throws: LogError.self) { _ = try open() }
        guard case .unavailable(let what) = error else { return "" }
        return what
    }

    @Test func `a log that must exist and does not is an error and not a new log`() throws {
        let scratch = try Scratch()
        let what = refusal { try SQLiteLog(existing: scratch.directory) }
        #expect(what.contains("There is no log in \(scratch.directory)"))
        #expect(!FileManager.default.fileExists(atPath: scratch.directory))
    }

    @Test func `a log that exists knows its own topics`() throws {
        let scratch = try Scratch()
        let first = try scratch.open(letters)
        _ = try first.appendAndWait([letter("a")])
        first.close()
        let log = try SQLiteLog(existing: scratch.directory)
        defer { log.close() }
        #expect(try log.everything().map(\.text) == ["a"])
    }

    @Test func `topics may be added later`() throws {
        let scratch = try Scratch()
        try scratch.open(letters).close()
        let parcels = Topic("parcels", partitions: 2)
        let log = try scratch.open(parcels)
        defer { log.close() }
        #expect(try log.extent(of: [letters, parcels]).count == 5)
    }

    @Test func `another number of partitions is refused`() throws {
        let scratch = try Scratch()
        try scratch.open(letters).close()
        let what = refusal { try scratch.open(Topic("letters", partitions: 4)) }
        #expect(what.contains("has 3 partitions of letters"))
        #expect(what.contains("expects 4"))
    }

    @Test func `a file in the directory's place is refused`() throws {
        let scratch = try Scratch()
        try "".write(toFile: scratch.directory, atomically: false, encoding: .utf8)
        #expect(refusal { try scratch.open(letters) }.contains(scratch.directory))
    }

    @Test func `a directory whose parent is missing is refused`() throws {
        let what = refusal { try SQLiteLog(directory: "/nowhere/at/all", topics: [letters]) }
        #expect(what.contains("Could not create /nowhere/at/all"))
    }

    @Test func `a file that is no log is refused and kept`() throws {
        let scratch = try Scratch()
        try FileManager.default.createDirectory(
            atPath: scratch.directory, withIntermediateDirectories: false)
        let text = String(repeating: "a letter to the editor ", count: 100)
        try text.write(toFile: scratch.file, atomically: false, encoding: .utf8)
        #expect(refusal { try scratch.open(letters) }.contains("not a database"))
        #expect(try String(contentsOfFile: scratch.file, encoding: .utf8) == text)
    }

    @Test func `a log that a newer program wrote is refused`() throws {
        let scratch = try Scratch()
        try scratch.open(letters).close()
        try Database(scratch.file).execute("PRAGMA user_version = 99")
        #expect(refusal { try scratch.open(letters) }.contains("newer program"))
    }

    @Test(arguments: ["", "Letters", "let_ters", "let/ters"])
    func `a topic's name is letters, digits, dots and hyphens`(name: String) throws {
        let scratch = try Scratch()
        #expect(refusal { try scratch.open(Topic(name, partitions: 1)) }.contains("topic's name"))
    }

    @Test func `many may create one log at once`() throws {
        let scratch = try Scratch()
        let directory = scratch.directory
        let openings = (0..<8).map { number in
            OtherThread {
                let log = try SQLiteLog(directory: directory, topics: [letters])
                defer { log.close() }
                return try log.appendAndWait([letter("\(number)")])
            }
        }
        for opening in openings { _ = try opening.value() }
        let log = try scratch.open(letters)
        defer { log.close() }
        #expect(Set(try log.everything().map(\.text)) == Set((0..<8).map { "\($0)" }))
        #expect(try log.everything().map(\.position.offset) == Array(0..<8))
    }
}
