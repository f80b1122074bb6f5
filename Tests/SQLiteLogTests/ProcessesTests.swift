import EventLog
import Patience
import SQLite
import Testing

@testable import SQLiteLog

/// Two logs on one directory share nothing but the file, just as two processes do.
@Suite("Several logs on one directory", .waits)
struct ProcessesTests {
    @Test func `all append at once, and all followers see the same, in order`() throws {
        let scratch = try Scratch()
        let logs = try (0..<3).map { _ in try scratch.open(letters) }
        defer { for log in logs { log.close() } }
        let start = Dictionary(uniqueKeysWithValues: letters.all.map { ($0, Int64(0)) })
        let followers = try logs.map { log in
            let reader = try log.reader(from: start)
            return OtherThread {
                var records: [Record] = []
                while records.count < 900 {
                    records += try reader.next(atMost: 100, waiting: .seconds(20))
                }
                return records
            }
        }
        let writers = logs.enumerated().map { index, log in
            OtherThread {
                for number in 0..<300 {
                    _ = try log.appendAndWait([letter("\(number)", key: "writer \(index)")])
                }
            }
        }
        for writer in writers { try writer.value() }
        for follower in followers {
            let records = try follower.value()
            #expect(Set(records.map(\.position)).count == 900)
            for own in Dictionary(grouping: records, by: \.keyText).values {
                #expect(own.map(\.text) == (0..<300).map { "\($0)" })
            }
            for own in Dictionary(grouping: records, by: \.position.partition).values {
                #expect(own.map(\.position.offset) == Array(0..<Int64(own.count)))
            }
        }
    }

    /// Were it not woken, the first of these calls would outlast the suite.
    @Test func `a reader that waits is woken by another process's append`() throws {
        let scratch = try Scratch()
        let (here, there) = (try scratch.open(letters), try scratch.open(letters))
        defer {
            here.close()
            there.close()
        }
        let reader = try here.reader(
            from: Dictionary(uniqueKeysWithValues: letters.all.map { ($0, 0) }))
        for number in 0..<21 {
            let append = OtherThread { _ = try there.appendAndWait([letter("\(number)")]) }
            #expect(
                try reader.next(atMost: 9, waiting: .seconds(3_600)).map(\.text) == ["\(number)"])
            try append.value()
        }
    }

    @Test func `a group has one member over all processes`() throws {
        let scratch = try Scratch()
        let (here, there) = (try scratch.open(letters), try scratch.open(letters))
        defer { there.close() }
        let first = try here.join("readers", topics: [letters])
        let second = try there.join("readers", topics: [letters])
        guard case .assigned = try first.next(atMost: 1, waiting: .seconds(10)),
            case .records = try second.next(atMost: 1, waiting: .zero)
        else {
            Issue.record("the first has the partitions, the second has none")
            return
        }
        let standby = OtherThread { try second.next(atMost: 1, waiting: .seconds(30)) }
        // As the end of its process would.
        here.close()
        guard case .assigned(let partitions) = try standby.value() else {
            Issue.record("the second takes over")
            return
        }
        #expect(partitions == letters.all)
    }
}
