import Catalogue
import CatalogueStore
import Foundation
import SQLite
import Testing

@Suite("A registry's files, lost, changed or held by others")
struct LostFilesTests {
    static let files = ["registry.db", "registry.db-wal", "registry.db-shm", "registry.mark"]

    private func put(_ id: String, into store: CatalogueStore) throws {
        try store.write(by: "test") { try $0.put(Examples.organisation(id, "supplier")) }
    }

    @Test(arguments: files)
    func `nothing is acknowledged into a file that was moved away, and all is well with it back`(
        name: String
    ) throws {
        let scratch = Scratch()
        let store = try scratch.filled()
        let (path, away) = ("\(scratch.directory)/\(name)", "\(scratch.directory)-away")
        try FileManager.default.moveItem(atPath: path, toPath: away)
        let error = #expect(throws: StoreError.self) { try put("late", into: store) }
        #expect(error?.description.contains("\(path) was removed") == true, "\(error as Any)")
        #expect(error?.description.contains("secondlook-registry restore") == true)
        #expect(store.writeTrouble?.contains(path) == true)

        try FileManager.default.moveItem(atPath: away, toPath: path)
        store.lookOut()
        #expect(store.writeTrouble == nil)
        try put("after", into: store)
        #expect(try store.contents().organisations["after"] != nil)
        #expect(try StoreExamination(of: scratch.directory).faults.isEmpty)
    }

    @Test(arguments: files)
    func `nothing is acknowledged into a file that was replaced, even by its like`(
        name: String
    ) throws {
        let scratch = Scratch()
        let store = try scratch.filled()
        let (path, like) = ("\(scratch.directory)/\(name)", "\(scratch.directory)-like")
        try FileManager.default.copyItem(atPath: path, toPath: like)
        #expect(rename(like, path) == 0)
        let error = #expect(throws: StoreError.self) { try put("late", into: store) }
        #expect(error?.description.contains("was replaced") == true, "\(error as Any)")
    }

    @Test func `a look finds it without a write`() throws {
        let scratch = Scratch()
        let store = try scratch.filled()
        store.lookOut()
        #expect(store.writeTrouble == nil)
        try FileManager.default.removeItem(atPath: scratch.directory)
        store.lookOut()
        #expect(store.writeTrouble?.contains("was removed") == true)
    }

    @Test(arguments: [["registry.db"], ["registry.db-wal"], files])
    func `what a registry held whose files are gone is saved beside, and can be restored`(
        gone: [String]
    ) throws {
        let scratch = Scratch()
        let store = try scratch.filled()
        let contents = try store.contents()
        for name in gone {
            try FileManager.default.removeItem(atPath: "\(scratch.directory)/\(name)")
        }
        let end = ContinuousClock.now + .seconds(30)
        while store.writeTrouble?.contains("--from") != true, ContinuousClock.now < end {
            store.lookOut()
        }
        let saved = try #require(
            try FileManager.default.contentsOfDirectory(atPath: scratch.directory).first {
                $0.hasPrefix("rescued-")
            })
        let restored = Scratch()
        try StoreBackup.plan.restore(scratch.directory + "/" + saved, to: restored.directory)
        #expect(try restored.open().contents() == contents)
    }

    @Test(arguments: [["registry.db"], ["registry.db", "registry.mark"]])
    func `a registry that is gone is not begun anew`(gone: [String]) throws {
        let scratch = Scratch()
        _ = try scratch.filled()
        let clock = scratch.directory + "/clock"
        try Data("1".utf8).write(to: URL(filePath: clock))
        for name in gone {
            try FileManager.default.removeItem(atPath: scratch.directory + "/" + name)
        }
        let left = try FileManager.default.contentsOfDirectory(atPath: scratch.directory).sorted()
        let error = #expect(throws: StoreError.self) {
            try CatalogueStore(directory: scratch.directory, traces: ["clock"])
        }
        #expect(error?.description.contains("There was a registry in") == true)
        #expect(error?.description.contains("secondlook-registry restore") == true)
        #expect(throws: StoreError.self) { try CatalogueStore(reading: scratch.directory) }
        #expect(
            try FileManager.default.contentsOfDirectory(atPath: scratch.directory).sorted() == left)
    }

    @Test func `reading says of an older program's what to do, and changes nothing`() throws {
        let scratch = Scratch()
        try Database.make(scratch)
        let before = try Data(contentsOf: URL(filePath: scratch.file))
        let error = #expect(throws: StoreError.self) {
            try CatalogueStore(reading: scratch.directory)
        }
        #expect(error?.description.contains("written by an older program") == true)
        let faults = try StoreExamination(of: scratch.directory).faults
        #expect(faults.first?.contains("older program") == true)
        #expect(try Data(contentsOf: URL(filePath: scratch.file)) == before)
    }

    @Test func `reading a registry of today changes nothing, also beside a writer`() throws {
        let scratch = Scratch()
        let store = try scratch.filled()
        let reading = try CatalogueStore(reading: scratch.directory)
        try put("later", into: store)
        #expect(try reading.contents() == store.contents())
        #expect(reading.writeTrouble == nil)
        let error = #expect(throws: StoreError.self) { try put("never", into: reading) }
        #expect(error?.description.contains("opened to be read") == true)
        #expect(try store.contents().organisations["never"] == nil)
    }

    @Test func `a lock that stays is said after a second look, and taken back`() throws {
        let scratch = Scratch()
        let store = try scratch.filled()
        let other = try Database(scratch.file, access: .readWrite)
        try other.execute("BEGIN IMMEDIATE")
        store.lookOut()
        // Programs that write one after the other hold each other up for a moment.
        #expect(store.writeTrouble == nil)
        let end = ContinuousClock.now + .seconds(30)
        while store.writeTrouble == nil, ContinuousClock.now < end { store.lookOut() }
        #expect(store.writeTrouble?.contains("held by another program") == true)
        try other.execute("ROLLBACK")
        store.lookOut()
        #expect(store.writeTrouble == nil)
    }
}

extension Database {
    /// A registry's file as a program of long ago made it.
    fileprivate static func make(_ scratch: Scratch) throws {
        try FileManager.default.createDirectory(
            atPath: scratch.directory, withIntermediateDirectories: true)
        let database = try Database(scratch.file)
        try database.execute("PRAGMA journal_mode = WAL")
        try database.migrate(["CREATE TABLE change (version INTEGER PRIMARY KEY) STRICT"])
    }
}
