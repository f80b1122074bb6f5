import EventLog
import Foundation
import Patience
import SQLite
import Synchronization
import Testing

@testable import SQLiteLog

@Suite("Backups of a log")
struct BackupTests {
    private func records(in directory: String) throws -> [Record] {
        let log = try SQLiteLog(existing: directory, topics: [letters])
        defer { log.close() }
        #expect(log.faults.isEmpty)
        return try log.everything()
    }

    @Test("A backup made while others write is exact to its moment, and stops nobody")
    func exact() throws {
        let scratch = try Scratch()
        let log = try scratch.open(letters)
        let acknowledged = Mutex<[Position]>([])
        let isOver = Mutex(false)
        let writing = OtherThread {
            var number = 0
            while !isOver.withLock({ $0 }) {
                let places = try log.appendAndWait([
                    letter("\(number) " + String(repeating: "z", count: 400), key: "\(number % 7)")
                ])
                acknowledged.withLock { $0 += places }
                number += 1
            }
        }
        while acknowledged.withLock(\.count) < 300 { usleep(1_000) }
        let backup = "\(scratch.parent)/backup"
        let before = acknowledged.withLock { $0 }
        var pieces = 0
        // In small pieces, with more written between any two.
        let plan = LogBackup.plan()
        _ = try plan.make(of: scratch.directory, to: backup, at: 1) { _, _ in
            pieces += 1
            let there = acknowledged.withLock(\.count)
            while acknowledged.withLock(\.count) == there { usleep(500) }
        }
        let after = acknowledged.withLock { $0 }
        isOver.withLock { $0 = true }
        try writing.value()
        let all = try log.everything()
        log.close()
        let restored = "\(scratch.parent)/restored"
        let manifest = try plan.restore(backup, to: restored)
        let held = try records(in: restored)
        #expect(pieces > 0)
        #expect(after.count > before.count)
        #expect(manifest.contents == ["\(held.count) letters"])
        #expect(Set(held.map(\.position)).isSuperset(of: before))
        // Of each partition the beginning, whole, and the same bytes.
        let extent = Dictionary(grouping: held, by: \.position.partition).mapValues(\.count)
        #expect(
            Set(held)
                == Set(all.filter { $0.position.offset < extent[$0.position.partition] ?? 0 }))
    }

    @Test("A backup that was damaged is not restored, and one is not restored over anything")
    func refusals() throws {
        let scratch = try Scratch()
        let log = try scratch.open(letters)
        _ = try log.appendAndWait((0..<100).map { letter("number \($0)") })
        log.close()
        let plan = LogBackup.plan(others: [("digest.key", 0o600)])
        try Data(repeating: 7, count: 32).write(
            to: URL(filePath: "\(scratch.directory)/digest.key"))
        let backup = "\(scratch.parent)/backup"
        try plan.make(of: scratch.directory, to: backup, at: 1)
        #expect(throws: BackupError.self) {
            try plan.make(of: scratch.directory, to: backup, at: 1)
        }
        #expect(throws: BackupError.self) { try plan.restore(backup, to: scratch.directory) }
        let files = try FileManager.default.contentsOfDirectory(atPath: backup).sorted()
        #expect(files == ["backup.txt", "digest.key", "log.mark", "log.sqlite"])
        let restored = "\(scratch.parent)/restored"
        for name in files {
            let file = URL(filePath: "\(backup)/\(name)")
            let sound = try Data(contentsOf: file)
            var bytes = sound
            bytes[bytes.count / 2] ^= 1
            try bytes.write(to: file)
            #expect(throws: BackupError.self, "\(name)") { try plan.restore(backup, to: restored) }
            #expect(!FileManager.default.fileExists(atPath: restored))
            try sound.write(to: file)
        }
        try plan.restore(backup, to: restored)
        let modes = try ["", "/digest.key", "/log.sqlite", "/log.mark"].map {
            try FileManager.default.attributesOfItem(atPath: restored + $0)[.posixPermissions]
                as? Int
        }
        #expect(modes == [0o750, 0o600, 0o640, 0o640])
        #expect(try records(in: restored).count == 100)
        #expect(
            try FileManager.default.contentsOfDirectory(atPath: scratch.parent).sorted()
                == ["backup", "log", "restored"])
    }

    @Test(
        "A log that lacks what it acknowledged, or is damaged, is not backed up as if it were whole"
    )
    func damagedSource() throws {
        let scratch = try Scratch()
        let log = try scratch.open(letters)
        _ = try log.appendAndWait((0..<100).map { letter("number \($0)") })
        log.close()
        let plan = LogBackup.plan()
        try HighWaterMark("\(scratch.directory)/log.mark").raise([1: 1_000])
        #expect(throws: BackupError.self) {
            try plan.make(of: scratch.directory, to: "\(scratch.parent)/one", at: 1)
        }
        let other = try Scratch()
        let second = try other.open(letters)
        _ = try second.appendAndWait((0..<100).map { letter("number \($0)") })
        second.close()
        try Database(other.file).run("UPDATE records SET appended_at = 5 WHERE id & 0xffff = 50")
        #expect(throws: BackupError.self) {
            try plan.make(of: other.directory, to: "\(other.parent)/one", at: 1)
        }
        #expect(try FileManager.default.contentsOfDirectory(atPath: other.parent) == ["log"])
    }
}
