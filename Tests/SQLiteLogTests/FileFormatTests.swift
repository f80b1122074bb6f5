import EventLog
import SQLite
import Testing

@testable import SQLiteLog

@Suite("The file")
struct FileFormatTests {
    @Test func `headers are written as documented`() throws {
        let headers = [Header("id", "7"), Header("", [UInt8](repeating: 9, count: 130))]
        let bytes = try #require(Headers.encode(headers))
        #expect(
            bytes == [2, 105, 100, 1, 55, 0, 0x82, 0x01] + [UInt8](repeating: 9, count: 130))
        #expect(bytes.withUnsafeBytes(Headers.decode) == headers)
        #expect(Headers.encode([]) == nil)
    }

    @Test func `headers cut short anywhere are no headers, and never a crash`() throws {
        let bytes = try #require(Headers.encode([Header("name", "value"), Header("x", "y")]))
        for count in 1..<bytes.count where count != 11 {
            #expect(Array(bytes.prefix(count)).withUnsafeBytes(Headers.decode) == nil, "\(count)")
        }
        let endless = [UInt8](repeating: 0xff, count: 20)
        #expect(endless.withUnsafeBytes(Headers.decode) == nil)
    }

    @Test func `a record with damaged headers is not handed out, and it is said`() throws {
        let scratch = try Scratch()
        let log = try scratch.open(letters)
        defer { log.close() }
        _ = try log.appendAndWait([letter("x")])
        try Database(scratch.file).run("UPDATE records SET headers = x'05'")
        let reader = try log.reader(from: log.extent(of: [letters]).mapValues(\.lowerBound))
        #expect(try reader.next(atMost: 10, waiting: .zero) == [])
        #expect(log.faults.count == 1)
    }

    @Test func `a person can read the records`() throws {
        let scratch = try Scratch()
        let log = try scratch.open(letters, clock: 86_400_000)
        defer { log.close() }
        let position = try log.appendAndWait([
            letter("hello", key: "me"), letter("again", key: "me"),
        ])
        let rows = try Database(scratch.file).query(
            #"SELECT topic, partition, "offset", appended, key, value FROM readable"#
        ) { row in
            "\(row.text(0))/\(row.int(1))@\(row.int(2)) \(row.text(3)) \(row.text(4)) \(row.text(5))"
        }
        let number = position[0].partition.number
        #expect(
            rows == [
                "letters/\(number)@0 1970-01-02 00:00:00 me hello",
                "letters/\(number)@1 1970-01-02 00:00:00 me again",
            ])
    }

    @Test func `the last offset of one partition does not run into the next`() throws {
        let last: Int64 = 1 << Schema.offsetBits - 1
        #expect(Schema.id(1, last) + 1 == Schema.id(2, 0))
        #expect(Schema.offset(of: Schema.id(7, last)) == last)
    }
}
