import Foundation
import Testing

@testable import Digests

@Suite("A key's file")
final class DigestKeyFileTests {
    private let directory = FileManager.default.temporaryDirectory
        .appending(path: "digests-\(UUID().uuidString)")
    private var file: String { directory.appending(path: "digest.key").path() }

    init() throws {
        try FileManager.default.createDirectory(at: directory, withIntermediateDirectories: false)
    }

    deinit { try? FileManager.default.removeItem(at: directory) }

    @Test func `the first use makes a key and later ones find it`() throws {
        let key = try DigestKey.load(orCreateAt: file)
        #expect(try DigestKey.load(orCreateAt: file) == key)
        #expect(FileManager.default.contents(atPath: file).map(Array.init) == key.bytes)
        #expect(key != .random())
    }

    @Test func `only its owner can read a new key, and nothing else is left lying about`() throws {
        _ = try DigestKey.load(orCreateAt: file)
        let mode = try FileManager.default.attributesOfItem(atPath: file)[.posixPermissions]
        #expect(mode as? Int == 0o600)
        #expect(
            try FileManager.default.contentsOfDirectory(atPath: directory.path()) == ["digest.key"])
    }

    @Test func `all who start at once get the same key`() async throws {
        let file = file
        let keys = try await withThrowingTaskGroup(of: DigestKey.self) { group in
            for _ in 0..<16 { group.addTask { try DigestKey.load(orCreateAt: file) } }
            return try await group.reduce(into: Set()) { $0.insert($1) }
        }
        #expect(keys.count == 1)
    }

    @Test(arguments: [0, 31, 33, 1_000])
    func `a file of another size is refused and kept`(count: Int) throws {
        try Data(repeating: 1, count: count).write(to: URL(filePath: file))
        let error = #expect(throws: DigestKeyError.self) {
            try DigestKey.load(orCreateAt: file)
        }
        #expect(error?.description.contains("must have 32 bytes") == true)
        #expect(FileManager.default.contents(atPath: file)?.count == count)
    }

    @Test func `a directory in its place is refused`() throws {
        #expect(throws: DigestKeyError.self) {
            try DigestKey.load(orCreateAt: directory.path())
        }
    }

    @Test func `a directory that is not there is refused`() throws {
        let error = #expect(throws: DigestKeyError.self) {
            try DigestKey.load(orCreateAt: "\(directory.path())/missing/digest.key")
        }
        #expect(error?.description.contains("Could not create") == true)
    }
}
