import SQLite
import Testing

@Suite("Statements")
struct DatabaseTests {
    @Test func `every kind of value comes back as it went in`() throws {
        let database = try Database.inMemory()
        try database.execute("CREATE TABLE t (i INTEGER, r REAL, s TEXT, b BLOB) STRICT")
        try database.run(
            "INSERT INTO t VALUES (?, ?, ?, ?)", Int64.min, 0.1, "größe\u{0}💡",
            [UInt8]([0, 255, 0]))
        let row = try database.first("SELECT i, r, s, b FROM t") {
            ($0.int64(0), $0.double(1), $0.text(2), $0.bytes(3))
        }
        #expect(row?.0 == .min)
        #expect(row?.1 == 0.1)
        #expect(row?.2 == "größe\u{0}💡")
        #expect(row?.3 == [0, 255, 0])
    }

    @Test func `empty is not NULL`() throws {
        let database = try Database.inMemory()
        try database.execute("CREATE TABLE t (s TEXT, b BLOB) STRICT")
        try database.run("INSERT INTO t VALUES (?, ?)", "", [UInt8]())
        try database.run("INSERT INTO t VALUES (?, ?)", nil, nil)
        let rows = try database.query("SELECT s, b FROM t ORDER BY rowid") {
            ($0.optionalText(0), $0.optionalBytes(1))
        }
        #expect(rows.map(\.0) == ["", nil])
        #expect(rows.map(\.1) == [[], nil])
    }

    @Test func `borrowed bytes are written without being copied first`() throws {
        let database = try Database.inMemory()
        try database.execute("CREATE TABLE t (b BLOB) STRICT")
        let insert = try database.prepare("INSERT INTO t VALUES (?1)")
        for bytes in [[UInt8](repeating: 7, count: 1_000), []] {
            try bytes.withUnsafeBytes {
                try insert.bind(borrowed: $0, at: 1)
                #expect(try insert.step() == false)
            }
        }
        #expect(
            try database.query("SELECT length(b) FROM t ORDER BY rowid") { $0.int(0) } == [
                1_000, 0,
            ]
        )
    }

    @Test func `a statement runs again with what stays bound`() throws {
        let database = try Database.inMemory()
        let sum = try database.prepare("SELECT ?1 + coalesce(?2, 100)")
        try sum.bind(Int64(1), at: 1)
        try sum.bind(Int64(2), at: 2)
        for _ in 0..<2 {
            #expect(try sum.step())
            #expect(sum.row.int(0) == 3)
            #expect(try sum.step() == false)
        }
        sum.clear()
        try sum.bind(Int64(1), at: 1)
        #expect(try sum.step())
        #expect(sum.row.isNull(0) == false)
        #expect(sum.row.int(0) == 101)
    }

    @Test func `a row's closure may run the statement it stands in`() throws {
        let database = try Database.inMemory()
        let sql = "WITH n(x) AS (VALUES (1), (2), (3)) SELECT x FROM n WHERE x <= ?"
        let inner = try database.query(sql, 3) { row in
            (row.int(0), try database.query(sql, row.int(0)) { $0.int(0) })
        }
        #expect(inner.map(\.0) == [1, 2, 3])
        #expect(inner.map(\.1) == [[1], [1, 2], [1, 2, 3]])
    }

    @Test func `a statement taken from the cache carries nothing over`() throws {
        let database = try Database.inMemory()
        let sql = "SELECT ?1 IS NULL"
        #expect(try database.first(sql, 1) { $0.bool(0) } == false)
        #expect(try database.first(sql) { $0.bool(0) } == true)
    }

    @Test func `more texts than the cache keeps all work`() throws {
        let database = try Database.inMemory()
        for round in 0..<2 {
            for number in 0..<200 {
                #expect(try database.first("SELECT \(number)") { $0.int(0) } == number, "\(round)")
            }
        }
    }

    @Test func `inserting tells the row and the number of changes`() throws {
        let database = try Database.inMemory()
        try database.execute("CREATE TABLE t (x INTEGER) STRICT")
        try database.run("INSERT INTO t VALUES (1), (2), (3)")
        #expect(database.lastInsertedRow == 3)
        #expect(database.changes == 3)
    }

    @Test func `full-text search is there`() throws {
        let database = try Database.inMemory()
        try database.execute("CREATE VIRTUAL TABLE t USING fts5(words)")
        try database.run("INSERT INTO t VALUES ('a second look')")
        #expect(try database.first("SELECT count(*) FROM t('look')") { $0.int(0) } == 1)
    }
}
