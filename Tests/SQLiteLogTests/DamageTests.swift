import Damages
import EventLog
import Foundation
import SQLite
import Testing

@testable import SQLiteLog

@Suite("Damage to a log's directory")
struct DamageTests {
    /// A directory as a killed writer leaves it, and as it was some time before; made by copying
    /// the files of a log that is still open.
    private func left(_ scratch: Scratch) throws -> (older: String, now: String, records: [Record])
    {
        let (older, now) = ("\(scratch.parent)/older", "\(scratch.parent)/now")
        let log = try scratch.open(letters, limits: Queue.Limits(rest: .seconds(600)))
        defer { log.close() }
        func append(_ numbers: Range<Int>) throws {
            for number in numbers {
                _ = try log.appendAndWait(
                    (0..<5).map {
                        letter(
                            "\(number).\($0) " + String(repeating: "z", count: number * 11 % 900),
                            key: "key \($0)")
                    })
            }
        }
        // Enough for part of it to be in the file and part in the write-ahead log alone.
        try append(0..<60)
        try log.writer.ledger.withLock {
            try $0?.database.run("PRAGMA wal_checkpoint(TRUNCATE)")
        }
        try append(60..<70)
        try FileManager.default.copyItem(atPath: scratch.directory, toPath: older)
        try append(70..<90)
        let records = try log.everything()
        try FileManager.default.copyItem(atPath: scratch.directory, toPath: now)
        return (older, now, records)
    }

    /// Everything of a log and what it says of it; nil where it cannot be opened or read, which is
    /// said with what to do.
    private func served(_ directory: String) throws -> (records: [Record], isSaid: Bool)? {
        do {
            let log = try SQLiteLog(directory: directory, topics: [letters])
            defer { log.close() }
            var records: [Record] = []
            let extent = try log.extent(of: [letters])
            let reader = try log.reader(from: extent.mapValues(\.lowerBound))
            while true {
                let more = try reader.next(atMost: 1_000, waiting: .zero)
                if more.isEmpty { break }
                records += more
            }
            return (records, !log.faults.isEmpty && log.writeTrouble != nil)
        } catch let error as LogError {
            #expect(!error.description.isEmpty)
            return nil
        }
    }

    @Test(
        "200 damages: each is named before anything is read as complete, or made no difference",
        arguments: Array(UInt64(1)...200))
    func seeded(seed: UInt64) throws {
        let left = try Self.template.get()
        let scratch = try Scratch()
        try FileManager.default.copyItem(atPath: left.now, toPath: scratch.directory)
        var dice = Dice(seed: seed)
        let damage = Damage.allCases[Int(seed) % Damage.allCases.count]
        try damage.happen(
            to: scratch.directory, name: "log.sqlite", mark: "log.mark", older: left.older, &dice)
        guard let served = try served(scratch.directory) else { return }
        if !served.isSaid {
            #expect(
                Set(served.records) == Set(left.records),
                "seed \(seed), \(damage): something is missing or changed and nothing says so")
        }
        // What is handed out is what was written, damaged or not.
        #expect(
            Set(served.records).isSubset(of: left.records),
            "seed \(seed), \(damage): a record was read that was never written")
    }

    private struct Left: Sendable {
        let scratch: String
        let older: String
        let now: String
        let records: [Record]
    }

    /// Made once for all seeds, and gone with the process.
    private static let template = Result {
        let scratch = try Scratch()
        let left = try DamageTests().left(scratch)
        let kept = FileManager.default.temporaryDirectory
            .appending(path: "damage-\(getpid())").path()
        try? FileManager.default.removeItem(atPath: kept)
        try FileManager.default.copyItem(atPath: scratch.parent, toPath: kept)
        atexit {
            try? FileManager.default.removeItem(
                atPath: FileManager.default.temporaryDirectory
                    .appending(path: "damage-\(getpid())").path())
        }
        return Left(
            scratch: kept, older: "\(kept)/older", now: "\(kept)/now", records: left.records)
    }

    @Test("A directory as a killed writer leaves it has no fault, and holds all it acknowledged")
    func killed() throws {
        let left = try Self.template.get()
        let scratch = try Scratch()
        try FileManager.default.copyItem(atPath: left.now, toPath: scratch.directory)
        let served = try #require(try served(scratch.directory))
        #expect(!served.isSaid)
        #expect(Set(served.records) == Set(left.records))
    }

    @Test("A lost tail is named with how much of each partition is gone, and nothing is taken in")
    func tail() throws {
        let left = try Self.template.get()
        let scratch = try Scratch()
        try FileManager.default.copyItem(atPath: left.now, toPath: scratch.directory)
        try FileManager.default.removeItem(atPath: "\(scratch.file)-wal")
        let log = try SQLiteLog(directory: scratch.directory, topics: [letters])
        defer { log.close() }
        let missing = try log.survey(of: [letters]).mapValues {
            $0.missing.reduce(0) { $0 + $1.count }
        }
        // 30 groups of 5 had not been taken back into the file.
        #expect(missing.values.reduce(0, +) == 150)
        #expect(log.faults.count == missing.values.count { $0 > 0 })
        #expect(log.faults.allSatisfy { $0.description.contains("secondlook restore") })
        let error = #expect(throws: LogError.self) { try log.appendAndWait([letter("x")]) }
        #expect(error?.description.contains("takes nothing") == true)
    }

    @Test("Records deleted below an offset or in the middle are named, and the others are read")
    func gaps() throws {
        let scratch = try Scratch()
        let log = try scratch.open(letters)
        _ = try log.appendAndWait((0..<30).map { letter("\($0)", key: "k") })
        let partition = try #require(try log.everything().first).position.partition
        log.close()
        try Database(scratch.file).run("DELETE FROM records WHERE id & 0xffffffff IN (0, 1, 17)")
        let again = try scratch.open(letters)
        defer { again.close() }
        #expect(again.faults.isEmpty)
        #expect(try again.reader(from: [partition: 0]).next(atMost: 99, waiting: .zero).count == 27)
        #expect(try again.survey(of: [letters])[partition]?.missing == [0..<2, 17..<18])
        #expect(again.faults.map(\.partition) == [partition])
    }

    @Test("A record that was changed is not handed out, and doctor's look finds it")
    func changed() throws {
        let scratch = try Scratch()
        let log = try scratch.open(letters)
        _ = try log.appendAndWait((0..<30).map { letter("at 13:32, number \($0)", key: "k") })
        log.close()
        try Database(scratch.file).run(
            """
            UPDATE records SET value = CAST('at 11:32, number 7' AS BLOB)
            WHERE value = CAST('at 13:32, number 7' AS BLOB)
            """)
        let again = try scratch.open(letters)
        defer { again.close() }
        let examination = try again.examine()
        #expect(examination.records == ["letters": 29])
        #expect(examination.faults.count == 1)
        #expect(examination.structure.isEmpty)
    }

    @Test("A log from before checksums gets them, and a mark, when it is opened")
    func migration() throws {
        let scratch = try Scratch()
        try FileManager.default.createDirectory(
            atPath: scratch.directory, withIntermediateDirectories: false)
        let database = try Database(scratch.file)
        try database.execute("PRAGMA page_size = 8192; PRAGMA journal_mode = WAL")
        try database.migrate([Schema.steps[0]])
        try database.run("INSERT INTO partitions (topic, number, next) VALUES ('letters', 0, 2)")
        try database.run("INSERT INTO partitions (topic, number) VALUES ('letters', 1)")
        try database.run("INSERT INTO partitions (topic, number) VALUES ('letters', 2)")
        for offset in Int64(0)..<2 {
            try database.run(
                "INSERT INTO records VALUES (?, 1, x'6b', ?, NULL)", Schema.id(1, offset),
                Array("old \(offset)".utf8))
        }
        let log = try scratch.open(letters)
        defer { log.close() }
        #expect(try log.everything().map(\.text) == ["old 0", "old 1"])
        #expect(log.faults.isEmpty)
        #expect(try log.examine().records == ["letters": 2])
        // An older program that still has the file open adds nothing to it.
        #expect(throws: SQLiteError.self) {
            try database.run(
                """
                INSERT INTO records (id, appended_at, key, value, headers)
                VALUES (?1, 1, NULL, NULL, NULL)
                """, Schema.id(1, 2))
        }
    }

    @Test("Where the mark cannot be written nothing is acknowledged, and it is said")
    func unwritableMark() throws {
        let scratch = try Scratch()
        let log = try scratch.open(letters)
        defer { log.close() }
        _ = try log.appendAndWait([letter("x")])
        try FileHandle(forUpdating: URL(filePath: "\(scratch.directory)/log.mark"))
            .truncate(atOffset: 0)
        #expect(throws: LogError.self) { try log.appendAndWait([letter("y")]) }
        #expect(log.writeTrouble?.contains("log.mark") == true)
    }
}
