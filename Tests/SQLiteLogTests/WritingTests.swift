import EventLog
import Foundation
import Patience
import SQLite
import Synchronization
import Testing

@testable import SQLiteLog

@Suite("Writing in groups")
struct WritingTests {
    /// Holds the log's writer where it is about to write a message.
    private func hold(_ log: SQLiteLog, with message: Message) throws -> Holding {
        let holding = Holding(log)
        log.append([message]) { _ in }
        while log.writer.queue.hasSome { usleep(200) }
        return holding
    }

    /// How many pages the file may have at most, for the log's writer.
    private func limit(_ log: SQLiteLog, toPages pages: Int) throws {
        try log.writer.ledger.withLock {
            try $0?.database.execute("PRAGMA max_page_count = \(pages)")
        }
    }

    @Test func `a full disk fails the appends whole, and the log goes on when there is room`()
        throws
    {
        let scratch = try Scratch()
        let log = try scratch.open(letters)
        defer { log.close() }
        _ = try log.appendAndWait([letter("before")])
        try limit(log, toPages: 30)
        let big = Message(to: letters, key: nil, value: [UInt8](repeating: 1, count: 1_000_000))
        let error = #expect(throws: LogError.self) {
            try log.appendAndWait([letter("small"), big])
        }
        #expect(error?.description.contains("Free space on the disk") == true)
        #expect(try log.everything().map(\.text) == ["before"])
        _ = try log.appendAndWait([letter("fits")])
        try limit(log, toPages: 10_000)
        _ = try log.appendAndWait([big])
        #expect(try log.everything().count == 3)
        #expect(
            try log.everything().filter { $0.keyText == "k" }.map(\.position.offset) == [0, 1])
    }

    @Test func `a group that fails fails for each of its appends, and leaves no gap`() throws {
        let scratch = try Scratch()
        let log = try scratch.open(letters)
        defer { log.close() }
        try limit(log, toPages: 30)
        // The writer is held with its first group, so that what follows becomes one.
        let holding = try hold(log, with: letter("first"))
        let failures = FailureCount()
        let told = DispatchSemaphore(value: 0)
        let big = Message(to: letters, key: nil, value: [UInt8](repeating: 1, count: 1_000_000))
        for message in [letter("one"), big, letter("two")] {
            log.append([message]) { result in
                if case .failure(LogError.unavailable) = result {
                    failures.value.withLock { $0 += 1 }
                }
                told.signal()
            }
        }
        try holding.release()
        for _ in 0..<3 { told.wait() }
        #expect(try log.appendAndWait([letter("last")]).map(\.offset) == [1])
        #expect(failures.value.withLock { $0 } == 3)
        #expect(try log.everything().map(\.text) == ["first", "last"])
    }

    @Test func `a message larger than the log takes fails alone`() throws {
        let scratch = try Scratch()
        var limits = Queue.Limits()
        limits.message = 100
        let log = try scratch.open(letters, limits: limits)
        defer { log.close() }
        _ = try log.appendAndWait([letter(String(repeating: "x", count: 99))])
        let error = #expect(throws: LogError.self) {
            try log.appendAndWait([letter(String(repeating: "x", count: 100))])
        }
        #expect(error?.description.contains("larger than the log takes (100)") == true)
        #expect(try log.everything().count == 1)
    }

    @Test func `one append of many messages is never split`() throws {
        let scratch = try Scratch()
        let small = Queue.Limits(waiting: (10, 1_000), transaction: (5, 500))
        let log = try scratch.open(letters, limits: small)
        defer { log.close() }
        let reader = try log.reader(from: [letters.all[0]: 0, letters.all[1]: 0, letters.all[2]: 0])
        let positions = try log.appendAndWait((0..<100).map { letter("\($0)") })
        #expect(positions.map(\.offset) == Array(0..<100))
        #expect(try reader.next(atMost: 1_000, waiting: .zero).count == 100)
    }

    @Test func `an append waits while the queue is full, and nothing is lost`() throws {
        let scratch = try Scratch()
        let small = Queue.Limits(waiting: (2, 1 << 20), transaction: (1, 1 << 20))
        let log = try scratch.open(letters, limits: small)
        defer { log.close() }
        // The writer is held with its first group, so that what follows has to wait.
        let holding = try hold(log, with: letter("0"))
        let accepted = AcceptedCount()
        let appending = OtherThread {
            for number in 1...5 {
                log.append([letter("\(number)")]) { _ in }
                accepted.value.withLock { $0 += 1 }
            }
        }
        #expect(accepted.value.withLock { $0 } <= 2)
        try holding.release()
        try appending.value()
        _ = try log.appendAndWait([letter("6")])
        #expect(try log.everything().map(\.text) == (0...6).map { "\($0)" })
    }

    @Test func `a group stands in the order in which it was handed over`() throws {
        let scratch = try Scratch()
        let log = try scratch.open(letters)
        defer { log.close() }
        let told = Mutex<[Int64]>([])
        for number in 0..<500 {
            log.append([letter("\(number)")]) { result in
                let offset = (try? result.get().first?.offset) ?? -1
                told.withLock { $0.append(offset) }
            }
        }
        _ = try log.appendAndWait([letter("500")])
        #expect(told.withLock { $0 } == Array(0..<500))
        #expect(try log.everything().map(\.text) == (0...500).map { "\($0)" })
    }

    @Test func `while another program holds the file, appends wait for it`() throws {
        let scratch = try Scratch()
        let log = try scratch.open(letters)
        defer { log.close() }
        let other = try Database(scratch.file)
        let appending = try other.transaction(.immediate) {
            let appending = OtherThread { try log.appendAndWait([letter("x")]) }
            let seen = try log.everything()
            #expect(seen == [])
            return appending
        }
        #expect(try appending.value().map(\.offset) == [0])
    }

    @Test func `records carry the clock's time`() throws {
        let scratch = try Scratch()
        let log = try scratch.open(letters, clock: 1_234_567)
        defer { log.close() }
        _ = try log.appendAndWait([letter("x")])
        #expect(try log.everything().map(\.appendedAt) == [1_234_567])
    }

    @Test func `a closed log is one file again`() throws {
        let scratch = try Scratch()
        let log = try scratch.open(letters)
        _ = try log.appendAndWait((0..<1_000).map { letter("\($0)") })
        let reader = try log.reader(from: [letters.all[0]: 0])
        let member = try log.join("readers", topics: [letters])
        log.close()
        let left = try FileManager.default.contentsOfDirectory(atPath: scratch.directory)
        #expect(left.sorted() == ["groups", "log.mark", "log.sqlite", "opening.lock"])
        withExtendedLifetime((reader, member)) {}
    }

    @Test func `the write-ahead log is taken back while readers follow`() throws {
        let scratch = try Scratch()
        let log = try scratch.open(letters)
        defer { log.close() }
        let reader = try log.reader(from: [letters.all[0]: 0])
        var largest = 0
        for _ in 0..<40 {
            var message = letter("")
            message.partition = 0
            message.value = [UInt8](repeating: 1, count: 4 << 20)
            _ = try log.appendAndWait([message])
            #expect(try reader.next(atMost: 10, waiting: .seconds(10)).count == 1)
            let wal = try FileManager.default.attributesOfItem(atPath: "\(scratch.file)-wal")
            largest = max(largest, wal[.size] as? Int ?? .max)
        }
        // 160 MB went through it.
        #expect(largest < 80 << 20)
    }
}

/// Keeps a log's writer from its file.
private final class Holding: Sendable {
    private let go = DispatchSemaphore(value: 0)
    private let thread: OtherThread<Void>

    init(_ log: SQLiteLog) {
        let (held, go) = (DispatchSemaphore(value: 0), go)
        thread = OtherThread {
            log.writer.ledger.withLock { _ in
                held.signal()
                go.wait()
            }
        }
        held.wait()
    }

    func release() throws {
        go.signal()
        try thread.value()
    }
}

/// How many appends have failed.
private final class FailureCount: Sendable {
    let value = Mutex(0)
}

/// How many appends have returned.
private final class AcceptedCount: Sendable {
    let value = Mutex(0)
}
