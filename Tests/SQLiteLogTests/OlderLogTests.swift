import EventLog
import Foundation
import SQLite
import Testing

@testable import SQLiteLog

@Suite("A log that an older program made")
struct OlderLogTests {
    /// Three letters, without checksums and without a mark.
    private func make(in scratch: Scratch) throws {
        try FileManager.default.createDirectory(
            atPath: scratch.directory, withIntermediateDirectories: true)
        let database = try Database(scratch.file)
        try database.execute("PRAGMA journal_mode = WAL")
        try database.migrate([Schema.steps[0]])
        for number in 0..<3 {
            try database.run(
                "INSERT INTO partitions (topic, number, next) VALUES ('letters', ?, ?)", number,
                number == 0 ? 3 : 0)
        }
        for offset in 0..<3 {
            try database.run(
                "INSERT INTO records VALUES (?, 1, x'6b', ?, NULL)", Schema.id(1, Int64(offset)),
                Array("\(offset)".utf8))
        }
    }

    @Test func `reading says what to do and changes nothing`() throws {
        let scratch = try Scratch()
        try make(in: scratch)
        let before = try Data(contentsOf: URL(filePath: scratch.file))
        let error = #expect(throws: LogError.self) {
            try SQLiteLog(reading: scratch.directory).close()
        }
        #expect("\(error as Any)".contains("written by an older program"))
        #expect("\(error as Any)".contains("secondlook serve"))
        #expect(try Data(contentsOf: URL(filePath: scratch.file)) == before)
        #expect(!FileManager.default.fileExists(atPath: "\(scratch.directory)/log.mark"))
        #expect(try Database(scratch.file, access: .readOnly).schemaVersion() == 1)
    }

    @Test func `its records are salvaged, and the log stays as it is`() throws {
        let scratch = try Scratch()
        try make(in: scratch)
        try Database(scratch.file).run(
            "DELETE FROM records WHERE id = ?", Schema.id(1, 1))
        let before = try Data(contentsOf: URL(filePath: scratch.file))
        let saved = "\(scratch.parent)/saved"
        let outcome = try LogSalvage.run(
            from: scratch.directory, to: saved, others: [], at: 1)
        #expect(outcome.saved == ["letters": 2])
        #expect(outcome.lost == ["letters": 1])
        #expect(try Data(contentsOf: URL(filePath: scratch.file)) == before)
        let log = try SQLiteLog(existing: saved)
        defer { log.close() }
        #expect(try log.everything().map(\.text) == ["0", "2"])
        #expect(try log.examine().faults.isEmpty)
    }

    @Test func `reading a log of today changes nothing of it, also beside a writer`() throws {
        let scratch = try Scratch()
        let log = try scratch.open(letters)
        _ = try log.appendAndWait([letter("1")])
        let reading = try SQLiteLog(reading: scratch.directory)
        #expect(try reading.everything().map(\.text) == ["1"])
        #expect(throws: LogError.self) { _ = try reading.appendAndWait([letter("2")]) }
        _ = try log.appendAndWait([letter("3")])
        #expect(try reading.everything().map(\.text) == ["1", "3"])
        reading.close()
        log.close()
        let rest = try Data(contentsOf: URL(filePath: scratch.file))
        let again = try SQLiteLog(reading: scratch.directory)
        #expect(try again.everything().count == 2)
        again.close()
        #expect(try Data(contentsOf: URL(filePath: scratch.file)) == rest)
    }
}
