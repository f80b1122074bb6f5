import Foundation
import Testing

@testable import Digests

@Suite("A key that a directory knows")
final class KeptDigestKeyTests {
    private let directory = FileManager.default.temporaryDirectory
        .appending(path: "digests-\(UUID().uuidString)").path()
    private var file: String { directory + "/digest.key" }

    init() throws {
        try FileManager.default.createDirectory(
            atPath: directory, withIntermediateDirectories: false)
    }

    deinit { try? FileManager.default.removeItem(atPath: directory) }

    private func expectLoss(_ words: String) {
        let before = FileManager.default.contents(atPath: file)
        for _ in 0..<2 {
            let error = #expect(throws: DigestKeyError.self) {
                try KeptDigestKey(self.file).load()
            }
            #expect(error?.isLoss == true)
            #expect(error?.description.contains(words) == true, "\(error as Any)")
        }
        #expect(throws: DigestKeyError.self) { try KeptDigestKey(self.file).existing() }
        #expect(FileManager.default.contents(atPath: file) == before)
    }

    @Test func `looking for a key makes none, and the first use does`() throws {
        #expect(try KeptDigestKey(file).existing() == nil)
        #expect(try FileManager.default.contentsOfDirectory(atPath: directory) == [])
        let key = try KeptDigestKey(file).load()
        #expect(try KeptDigestKey(file).existing() == key)
        #expect(try KeptDigestKey(file).load() == key)
    }

    @Test func `a key that was lost is made anew on demand alone`() throws {
        let key = try KeptDigestKey(file).load()
        try FileManager.default.removeItem(atPath: file)
        expectLoss("is gone")
        let other = try KeptDigestKey(file).load(anew: true)
        #expect(other != key)
        #expect(try KeptDigestKey(file).load() == other)
    }

    @Test func `a key that something else knows of is lost without its check too`() throws {
        let error = #expect(throws: DigestKeyError.self) {
            try KeptDigestKey(self.file, isExpected: true).load()
        }
        #expect(error?.isLoss == true)
        _ = try KeptDigestKey(file, isExpected: true).load(anew: true)
        _ = try KeptDigestKey(file, isExpected: true).load()
    }

    @Test func `a key of before there were checks gets one`() throws {
        let key = try DigestKey.load(orCreateAt: file)
        #expect(try KeptDigestKey(file, isExpected: true).load() == key)
        try FileManager.default.removeItem(atPath: file)
        expectLoss("is gone")
    }

    @Test(arguments: 0..<32)
    func `a changed byte makes it another key`(place: Int) throws {
        _ = try KeptDigestKey(file).load()
        var bytes = try #require(FileManager.default.contents(atPath: file))
        bytes[place] ^= 1
        try bytes.write(to: URL(filePath: file))
        expectLoss("not the one that was used here before")
        #expect(try KeptDigestKey(file).load(anew: true).bytes == Array(bytes))
        #expect(try KeptDigestKey(file).load().bytes == Array(bytes))
    }

    @Test func `what is no key any more is kept beside the new one`() throws {
        _ = try KeptDigestKey(file).load()
        let half = try #require(FileManager.default.contents(atPath: file)).prefix(16)
        try half.write(to: URL(filePath: file))
        expectLoss("must have 32 bytes and has 16")
        _ = try KeptDigestKey(file).load(anew: true)
        #expect(FileManager.default.contents(atPath: file + ".damaged") == Data(half))
        _ = try KeptDigestKey(file).load()
    }
}
