import Events
import Foundation
import Testing

@Suite("Reading a file line by line")
struct EventLinesTests {
    private func lines(_ bytes: [UInt8]) throws -> [(Int, EventLines.Line)] {
        let path = NSTemporaryDirectory() + "lines-\(UUID().uuidString)"
        try Data(bytes).write(to: URL(fileURLWithPath: path))
        defer { try? FileManager.default.removeItem(atPath: path) }
        let file = try #require(FileHandle(forReadingAtPath: path))
        var reader = EventLines(file)
        var lines: [(Int, EventLines.Line)] = []
        while let (number, line) = try reader.next() { lines.append((number, line)) }
        #expect(reader.bytesRead == bytes.count)
        return lines
    }

    @Test(arguments: ["a\nb\n", "a\nb", "a\r\nb\r\n", "\u{feff}a\nb"])
    func `Lines end in LF, CR LF or the file's end`(text: String) throws {
        let lines = try lines(Array(text.utf8))
        #expect(lines.map(\.0) == [1, 2])
        #expect(lines.map(\.1) == [.event([0x61]), .event([0x62])])
    }

    @Test func `Blank lines are passed over and counted`() throws {
        let lines = try lines(Array("\n  \r\na\n\n\t\nb\n\n".utf8))
        #expect(lines.map(\.0) == [3, 6])
    }

    @Test(arguments: ["", "\n", " \n\r\n"])
    func `A file of nothing has no lines`(text: String) throws {
        #expect(try lines(Array(text.utf8)).isEmpty)
    }

    @Test func `A line that is too long costs itself alone`() throws {
        let long = [UInt8](repeating: 0x78, count: EventLines.longest)
        let lines = try lines(long + [0x0a] + long + [0x78, 0x0a, 0x61, 0x0a] + long + [0x78])
        #expect(lines.map(\.0) == [1, 2, 3, 4])
        #expect(lines.map(\.1) == [.event(long), .tooLong, .event([0x61]), .tooLong])
    }
}
