import Catalogue
@testable import CatalogueStore
import SQLite
import Testing

@Suite("Writing")
struct WritingTests {
    private struct Interrupted: Error {}

    @Test("a transaction that fails leaves nothing behind, neither changes nor notices")
    func allOrNothing() throws {
        let store = try Scratch().filled()
        #expect(throws: Interrupted.self) {
            try store.write(by: "test") { writing in
                try writing.put(Examples.solution())
                _ = try writing.tell(
                    problem: "p", solution: "family-link", revision: 1, body: "{}")
                throw Interrupted()
            }
        }
        #expect(try store.version() == 2)
        #expect(try store.notices().isEmpty)
        #expect(try store.search("contacts").isEmpty)
    }

    @Test("an entry of an organisation that is not there, or is another kind, is refused by name")
    func references() throws {
        let store = try Scratch().open()
        let missing = #expect(throws: EntryErrors.self) {
            try store.write(by: "test") { try $0.put(Examples.solution()) }
        }
        #expect(missing?.errors.first?.field == "supplier")
        // A supplier states no problems; a council offers what it has written.
        let problem = try Problem(
            json: [
                "id": "p", "council": "brightwater", "title": "T", "statement": "S",
                "phase": "alpha", "musts": [], "wants": [], "status": "open",
            ])
        try store.write(by: "test") { try $0.put(Examples.organisation("brightwater", "supplier")) }
        let other = #expect(throws: EntryErrors.self) {
            try store.write(by: "test") { try $0.put(problem) }
        }
        #expect(other?.errors.first?.field == "council")
        try store.write(by: "test") { writing in
            try writing.put(Examples.organisation("brightwater", "council"))
            try writing.put(Examples.solution())
            try writing.put(problem)
        }
    }

    @Test("an organisation stays while something is its")
    func organisationInUse() throws {
        let store = try Scratch().filled()
        try store.write(by: "test") { try $0.put(Examples.solution()) }
        #expect(throws: EntryErrors.self) {
            try store.write(by: "test") { try $0.withdraw(.organisation, "brightwater") }
        }
        try store.write(by: "test") { try $0.withdraw(.solution, "family-link") }
        #expect(
            try store.write(by: "test") { try $0.withdraw(.organisation, "brightwater") } != nil)
    }

    @Test("notices count up, and what was told last of a pair is kept until it is forgotten")
    func told() throws {
        let store = try Scratch().filled()
        try store.write(by: "test") { transaction in
            for revision in [1, 2, 2] {
                try transaction.tell(problem: "p", solution: "s", revision: revision, body: "{}")
            }
            try transaction.remember(problem: "p", solution: "s", open: ["a must", "another"])
            try transaction.remember(problem: "p", solution: "t", open: [])
            try transaction.remember(problem: "p", solution: "t", open: ["a must"])
        }
        let notices = try store.notices(problem: "p")
        #expect(notices.map(\.revision) == [1, 2, 2])
        #expect(try store.notices(after: notices[0].number).count == 2)
        #expect(try store.notices(problem: "q").isEmpty)
        #expect(try store.toldPairs().map(\.open) == [["a must", "another"], ["a must"]])
        try store.write(by: "test") { try $0.forget(problem: "p", solution: "s") }
        #expect(try store.toldPairs().map(\.solution) == ["t"])
    }

    @Test("a file that another program holds is an error that says what to do and that it passes")
    func locked() throws {
        let scratch = Scratch()
        let store = try scratch.filled()
        let other = try Database(scratch.file)
        try other.execute("BEGIN IMMEDIATE")
        let error = #expect(throws: StoreError.self) {
            try store.write(by: "test") { try $0.put(Examples.solution()) }
        }
        #expect(error?.isPassing == true)
        #expect(error?.description.contains("Another program is holding the database") == true)
        #expect(try store.version() == 2)
        try other.execute("ROLLBACK")
        try store.write(by: "test") { try $0.put(Examples.solution()) }
        #expect(try store.version() == 3)
    }

    @Test("a full disk is an error that says what to do, and what was written stays")
    func full() throws {
        let scratch = Scratch()
        let store = try scratch.filled()
        // A page limit is how SQLite itself plays a full disk; it belongs to a connection, so it is
        // reached by filling the file up from this one.
        let error = #expect(throws: StoreError.self) {
            try store.write(by: "test") { try $0.fillUp() }
        }
        #expect(error?.isPassing == true)
        #expect(error?.description.contains("Free space on the disk") == true)
        #expect(try scratch.open().version() == 2)
    }

    @Test("a directory without a registry is not answered from an empty one")
    func missing() throws {
        #expect(throws: StoreError.self) { try CatalogueStore(existing: "/nowhere/at/all") }
        #expect(throws: StoreError.self) { try CatalogueStore(directory: "/nowhere/at/all") }
    }

    @Test("words with every operator of FTS5 are just words")
    func hostileWords() throws {
        let store = try Scratch().filled()
        try store.write(by: "test") { try $0.put(Examples.solution()) }
        for words in [
            "contacts\" OR \"x", "contacts NEAR(a b)", "name:contacts AND NOT *", "contacts'; --",
            "contacts\u{0}", String(repeating: "contacts ", count: 100_000),
        ] {
            #expect(try store.search(words).map(\.id) == ["family-link"])
        }
        #expect(try store.search("\" * ^ ()").isEmpty)
    }
}

extension CatalogueTransaction {
    /// Writes until the file may grow no more.
    func fillUp() throws {
        let pages = try database.first("PRAGMA page_count") { $0.int(0) } ?? 0
        try database.execute("PRAGMA max_page_count = \(pages + 4)")
        try database.execute("CREATE TABLE filler (bytes BLOB) STRICT")
        while true { try database.run("INSERT INTO filler VALUES (randomblob(4000))") }
    }
}
