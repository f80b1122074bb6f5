import Foundation
import SQLite
import Testing

@Suite("Errors say what to do")
struct ErrorTests {
    @Test func `a directory that is not there`() throws {
        let error = #expect(throws: SQLiteError.self) {
            try Database("/nowhere/at/all.sqlite")
        }
        #expect(error?.kind == .cannotOpen)
        #expect(error?.path == "/nowhere/at/all.sqlite")
        #expect(error?.description.contains("directory exists") == true)
    }

    @Test func `a file that must be there and is not`() throws {
        let scratch = try Scratch()
        #expect(throws: SQLiteError.self) { try scratch.open(access: .readWrite) }
        #expect(!FileManager.default.fileExists(atPath: scratch.file))
    }

    @Test func `a file that is no database`() throws {
        let scratch = try Scratch()
        let text = String(repeating: "this is a letter ", count: 100)
        try text.write(toFile: scratch.file, atomically: false, encoding: .utf8)
        let database = try scratch.open()
        let error = #expect(throws: SQLiteError.self) { try database.schemaVersion() }
        #expect(error?.kind == .notADatabase)
    }

    @Test func `writing where only reading was asked for`() throws {
        let scratch = try Scratch()
        try scratch.open().execute("CREATE TABLE t (x INTEGER) STRICT")
        let database = try scratch.open(access: .readOnly)
        let error = #expect(throws: SQLiteError.self) { try database.run("DELETE FROM t") }
        #expect(error?.kind == .readOnly)
    }

    @Test func `a database with no room left`() throws {
        let database = try Database.inMemory()
        try database.execute("PRAGMA max_page_count = 4; CREATE TABLE t (b BLOB) STRICT")
        let error = #expect(throws: SQLiteError.self) {
            try database.run("INSERT INTO t VALUES (zeroblob(100000))")
        }
        #expect(error?.kind == .full)
        #expect(error?.remedy?.contains("Free space") == true)
        #expect(!database.isInTransaction)
    }

    @Test func `an error tells the statement and not its values`() throws {
        let database = try Database.inMemory()
        try database.execute("CREATE TABLE t (name TEXT UNIQUE) STRICT")
        try database.run("INSERT INTO t VALUES (?)", "somebody")
        let error = #expect(throws: SQLiteError.self) {
            try database.run("INSERT INTO t VALUES (?)", "somebody")
        }
        #expect(error?.kind == .constraint)
        #expect(error?.description.contains("INSERT INTO t VALUES (?)") == true)
        #expect(error?.description.contains("somebody") == false)
    }

    @Test func `text that is no statement`() throws {
        let database = try Database.inMemory()
        #expect(throws: SQLiteError.self) { try database.prepare("SELEC 1") }
        #expect(throws: SQLiteError.self) { try database.prepare("-- nothing") }
    }

    @Test func `a long statement is told by its beginning, on one line`() throws {
        let database = try Database.inMemory()
        let error = #expect(throws: SQLiteError.self) {
            try database.execute(
                "CREATE TABLE t (\n" + (0..<100).map { "    c\($0) TEXT" }.joined(separator: ",\n")
                    + "\n) STRICT; SELECT * FROM missing")
        }
        let words = try #require(error?.description)
        #expect(words.contains("CREATE TABLE t ( c0 TEXT, c1 TEXT"))
        #expect(words.contains("no such table: missing"))
        #expect(words.count < 200 && !words.contains("\n"), "\(words)")
    }

    @Test func `a step that fails says which, what was wrong and what to do, and undoes itself`()
        throws
    {
        let scratch = try Scratch()
        let database = try scratch.open()
        try database.migrate(["CREATE TABLE t (x INTEGER) STRICT"])
        let error = #expect(throws: MigrationError.self) {
            try database.migrate([
                "CREATE TABLE t (x INTEGER) STRICT",
                "CREATE TABLE u (x INTEGER) STRICT; SELECT sum FROM t",
            ])
        }
        #expect(
            error?.description.contains("from version 1 to 2: no such column: sum") == true)
        #expect(error?.description.contains("restore a backup") == true)
        #expect(try database.schemaVersion() == 1)
        #expect(throws: SQLiteError.self) { try database.execute("SELECT * FROM u") }
    }
}
