import EventLog
import Foundation
import SQLite
import Testing

@testable import SQLiteLog

@Suite("Salvage of a damaged log")
struct SalvageTests {
    @Test("What can be read is kept at its place, the rest is given up, and the log goes on")
    func salvage() throws {
        let scratch = try Scratch()
        let log = try scratch.open(letters)
        for number in 0..<200 {
            _ = try log.appendAndWait([
                letter("\(number) " + String(repeating: "z", count: 700), key: "k")
            ])
        }
        let all = try log.everything()
        let partition = try #require(all.first).position.partition
        log.close()
        // One record changed, one page in the middle of the file zeroed, and the end cut off.
        do {
            let database = try Database(scratch.file)
            try database.run("UPDATE records SET appended_at = 9 WHERE id & 0xffffffff = 3")
            try database.run("PRAGMA wal_checkpoint(TRUNCATE)")
        }
        var bytes = try Data(contentsOf: URL(filePath: scratch.file))
        let page = bytes.count / 8_192 / 2 * 8_192
        bytes.resetBytes(in: page..<page + 8_192)
        try bytes.write(to: URL(filePath: scratch.file))
        try HighWaterMark("\(scratch.directory)/log.mark").raise([
            Int64(partition.number + 1): 205
        ])

        let saved = "\(scratch.parent)/saved"
        let outcome = try LogSalvage.run(
            from: scratch.directory, to: saved, others: [], at: 77)
        let sound = try SQLiteLog(directory: saved, topics: [letters])
        defer { sound.close() }
        let kept = try sound.examine()
        #expect(kept.faults.isEmpty, "\(kept.faults)")
        #expect(kept.records == outcome.saved)
        let count = outcome.saved["letters"] ?? 0
        #expect(count > 150 && count < 199)
        #expect(outcome.lost == ["letters": 205 - count])
        let reader = try sound.reader(from: [partition: 0])
        let found = try reader.next(atMost: 1_000, waiting: .zero)
        #expect(found.count == count)
        #expect(Set(found).isSubset(of: all))
        #expect(!found.map(\.position.offset).contains(3))
        #expect(sound.faults.isEmpty)
        #expect(try sound.survey(of: [letters])[partition]?.missing == [])
        // Offsets that were given out once are not given out again.
        #expect(try sound.appendAndWait([letter("new", key: "k")]).map(\.offset) == [205])
    }
}
