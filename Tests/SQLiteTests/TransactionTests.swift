import SQLite
import Testing

@Suite("Transactions and migrations")
struct TransactionTests {
    private struct Stop: Error {}

    @Test func `a transaction that throws leaves nothing behind`() throws {
        let database = try Database.inMemory()
        try database.execute("CREATE TABLE t (x INTEGER) STRICT")
        #expect(throws: Stop.self) {
            try database.transaction {
                try database.run("INSERT INTO t VALUES (1)")
                throw Stop()
            }
        }
        #expect(!database.isInTransaction)
        try database.transaction { try database.run("INSERT INTO t VALUES (2)") }
        #expect(try database.query("SELECT x FROM t") { $0.int(0) } == [2])
    }

    @Test func `the write lock is had by one at a time`() throws {
        let scratch = try Scratch()
        let (one, other) = (try scratch.open(), try scratch.open())
        try one.transaction(.immediate) {
            let error = #expect(throws: SQLiteError.self) {
                try other.transaction(.immediate) {}
            }
            #expect(error?.kind == .busy)
            #expect(error?.remedy?.contains("Another program") == true)
        }
        try other.transaction(.immediate) {}
    }

    @Test func `a read transaction sees one state throughout`() throws {
        let scratch = try Scratch()
        let (writer, reader) = (try scratch.open(), try scratch.open())
        try writer.execute("PRAGMA journal_mode = WAL; CREATE TABLE t (x INTEGER) STRICT")
        try reader.transaction(.deferred) {
            let count = { try reader.first("SELECT count(*) FROM t") { $0.int(0) } }
            #expect(try count() == 0)
            try writer.run("INSERT INTO t VALUES (1)")
            #expect(try count() == 0)
        }
    }

    @Test func `migrations run once each, in order`() throws {
        let scratch = try Scratch()
        let first = ["CREATE TABLE t (x INTEGER) STRICT; INSERT INTO t VALUES (1)"]
        let second = first + ["ALTER TABLE t ADD y TEXT", "UPDATE t SET y = 'new'"]
        for steps in [first, first, second, second] { try scratch.open().migrate(steps) }
        let database = try scratch.open()
        #expect(try database.schemaVersion() == 3)
        #expect(
            try database.query("SELECT x, y FROM t") { "\($0.int(0))\($0.text(1))" } == ["1new"])
    }

    @Test func `a migration that fails leaves the database as it was`() throws {
        let scratch = try Scratch()
        let database = try scratch.open()
        try database.migrate(["CREATE TABLE t (x INTEGER) STRICT"])
        let steps = ["", "INSERT INTO t VALUES (1)", "INSERT INTO missing VALUES (1)"]
        #expect(throws: MigrationError.self) { try database.migrate(steps) }
        #expect(try database.schemaVersion() == 1)
        #expect(try database.first("SELECT count(*) FROM t") { $0.int(0) } == 0)
    }

    @Test func `a database from a newer program is refused and not touched`() throws {
        let scratch = try Scratch()
        try scratch.open().execute("PRAGMA user_version = 9")
        let database = try scratch.open()
        let error = #expect(throws: NewerSchema.self) {
            try database.migrate(["CREATE TABLE t (x INTEGER) STRICT"])
        }
        #expect(error?.found == 9)
        #expect(error?.known == 1)
        #expect(error?.description.contains("newer program") == true)
        #expect(try database.schemaVersion() == 9)
    }
}
