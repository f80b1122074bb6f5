import Foundation
import Testing

@testable import SQLite

@Suite("The high-water mark")
struct HighWaterMarkTests {
    private func path() throws -> (scratch: Scratch, path: String) {
        let scratch = try Scratch()
        return (scratch, scratch.file + "-mark")
    }

    @Test("It keeps the highest level of each, whoever raised it and in whatever order")
    func levels() throws {
        let (scratch, path) = try path()
        #expect(try HighWaterMark.levels(at: path) == nil)
        try HighWaterMark.create(path)
        #expect(try HighWaterMark.levels(at: path) == [:])
        let (one, other) = (try HighWaterMark(path), try HighWaterMark(path))
        try one.raise([1: 10, 2: 20])
        try other.raise([1: 5, 3: 1])
        try one.raise([2: 21])
        try HighWaterMark.create(path)
        #expect(try HighWaterMark.levels(at: path) == [1: 10, 2: 21, 3: 1])
        withExtendedLifetime(scratch) {}
    }

    @Test("A write that was cut short leaves what was there before it")
    func torn() throws {
        let (scratch, path) = try path()
        try HighWaterMark.create(path)
        let mark = try HighWaterMark(path)
        try mark.raise([1: 10])
        try mark.raise([1: 11])
        // The second write went to the first place.
        let file = try FileHandle(forUpdating: URL(filePath: path))
        try file.seek(toOffset: 24)
        try file.write(contentsOf: [0xff])
        #expect(try HighWaterMark.levels(at: path) == [1: 10])
        try file.seek(toOffset: (1 << 16) + 24)
        try file.write(contentsOf: [0xff])
        #expect(throws: HighWaterMarkError.damaged(path)) { try HighWaterMark.levels(at: path) }
        #expect(throws: HighWaterMarkError.damaged(path)) { try mark.raise([1: 12]) }
        withExtendedLifetime(scratch) {}
    }

    @Test("Many raise one mark at once, and nothing is taken back")
    func many() async throws {
        let (scratch, path) = try path()
        try HighWaterMark.create(path)
        try await withThrowingTaskGroup { group in
            for id in Int64(0)..<4 {
                group.addTask {
                    let mark = try HighWaterMark(path)
                    for level in Int64(1)...50 { try mark.raise([id: level, 9: level]) }
                }
            }
            try await group.waitForAll()
        }
        #expect(try HighWaterMark.levels(at: path) == [0: 50, 1: 50, 2: 50, 3: 50, 9: 50])
        withExtendedLifetime(scratch) {}
    }
}
