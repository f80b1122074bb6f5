import EventLog
import Patience
import Testing

@Suite("A record is what its message was", .waits)
struct PayloadTests {
    /// Appends one message and reads it back.
    private func kept(_ message: Message, on backend: Backend) throws -> Record {
        let bench = try backend.bench(letters)
        let positions = try bench.log.appendAndWait([message])
        try bench.reopen()
        let records = try bench.log.everything(of: letters)
        #expect(records.map(\.position) == positions)
        return try #require(records.first)
    }

    @Test(arguments: Backend.here)
    func `five megabytes stay whole`(on backend: Backend) throws {
        var state: UInt32 = 7
        let value = (0..<5_000_000).map { _ -> UInt8 in
            state = state &* 1_664_525 &+ 1_013_904_223
            return UInt8(state >> 24)
        }
        let record = try kept(Message(to: letters, key: [1], value: value), on: backend)
        #expect(record.value == value)
    }

    @Test(arguments: Backend.here)
    func `no key, an empty key, no value and an empty value are four things`(
        on backend: Backend
    ) throws {
        for key in [nil, [], [0]] as [[UInt8]?] {
            for value in [nil, [], [0]] as [[UInt8]?] {
                let record = try kept(Message(to: letters, key: key, value: value), on: backend)
                #expect(record.key == key)
                #expect(record.value == value)
            }
        }
    }

    @Test(arguments: Backend.here)
    func `a message without a key goes to the first partition`(on backend: Backend) throws {
        let record = try kept(letter("x", key: nil), on: backend)
        #expect(record.position.partition.number == 0)
    }

    @Test(arguments: Backend.here)
    func `headers keep their order, repeats, empty values and binary ones`(
        on backend: Backend
    ) throws {
        let headers = [
            Header("ce_id", "1"), Header("trace", [0, 255, 10]), Header("ce_id", "2"),
            Header("empty", []), Header("", "nameless"), Header("größe", "ß"),
            Header("long", [UInt8](repeating: 9, count: 100_000)),
            Header(String(repeating: "n", count: 300), "x"),
        ]
        let message = Message(to: letters, key: [1], value: nil, headers: headers)
        let record = try kept(message, on: backend)
        #expect(record.headers == headers)
        #expect(record.header("ce_id") == Array("1".utf8))
        #expect(record.header("missing") == nil)
    }

    @Test(arguments: Backend.here)
    func `a record without headers has none`(on backend: Backend) throws {
        #expect(try kept(letter("x"), on: backend).headers == [])
    }

    @Test(arguments: Backend.here)
    func `a record says when it was appended`(on backend: Backend) throws {
        let year2020: Int64 = 1_577_836_800_000
        #expect(try kept(letter("x"), on: backend).appendedAt > year2020)
    }
}
