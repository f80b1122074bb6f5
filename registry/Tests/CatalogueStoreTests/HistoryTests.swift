import Catalogue
import CatalogueStore
import SQLite
import Testing

@Suite("History")
struct HistoryTests {
    @Test("every change counts the catalogue up, and nothing is overwritten")
    func versions() throws {
        let store = try Scratch().filled()
        #expect(try store.version() == 2)
        try store.write(by: "test") { try $0.put(Examples.solution(summary: "First.")) }
        try store.write(by: "test") { try $0.put(Examples.solution(summary: "Second.")) }
        #expect(try store.version() == 4)
        #expect(try store.contents(asOf: 3).solutions["family-link"]?.entry.summary == "First.")
        #expect(try store.contents().solutions["family-link"]?.entry.summary == "Second.")
        #expect(try store.contents().solutions["family-link"]?.revision == 2)
        #expect(try store.contents(asOf: 2).solutions.isEmpty)
        #expect(
            try store.history(of: "family-link", Solution.self).map(\.entry.summary)
                == ["First.", "Second."])
        #expect(throws: StoreError.self) { try store.contents(asOf: 5) }
    }

    @Test("what is already so is not written again")
    func noChange() throws {
        let store = try Scratch().filled()
        try store.write(by: "test") { try $0.put(Examples.solution()) }
        let change = try store.write(by: "test") { try $0.put(Examples.solution()) }
        #expect(change == nil)
        #expect(try store.version() == 3)
    }

    @Test("what is withdrawn is gone from then on and stays in its past; it may come back")
    func withdrawal() throws {
        let store = try Scratch().filled()
        try store.write(by: "test") { try $0.put(Examples.solution()) }
        try store.write(by: "test") { try $0.withdraw(.solution, "family-link") }
        #expect(try store.contents().solutions.isEmpty)
        #expect(try store.contents(asOf: 3).solutions.count == 1)
        #expect(try store.search("contacts").isEmpty)
        #expect(try store.write(by: "test") { try $0.withdraw(.solution, "family-link") } == nil)
        try store.write(by: "test") { try $0.put(Examples.solution()) }
        #expect(try store.contents().solutions["family-link"]?.revision == 3)
        #expect(try store.contents(asOf: 4).solutions.isEmpty)
    }

    @Test("the changes, applied one by one, give the contents at every version")
    func changes() throws {
        let store = try Scratch().filled()
        try store.write(by: "test") { writing in
            try writing.put(Examples.solution())
            try writing.put(Examples.problem())
        }
        try store.write(by: "test") { try $0.put(Examples.problem(status: "closed")) }
        try store.write(by: "test") { try $0.withdraw(.solution, "family-link") }
        var contents = CatalogueContents()
        for change in try store.changes(after: 0) {
            contents.apply(change)
            #expect(try contents == store.contents(asOf: change.version))
        }
        #expect(contents.version == 6)
        #expect(try store.changes(after: 4, limit: 1).map(\.version) == [5])
    }

    @Test("the audit trail says who changed what and when")
    func audit() throws {
        let scratch = Scratch()
        _ = try scratch.filled()
        let store = try scratch.open(at: 77)
        try store.write(by: "key abc of brightwater") { try $0.put(Examples.solution()) }
        let line = try #require(try store.audit(limit: 1).first)
        #expect(line.actor == "key abc of brightwater")
        #expect(line.at == 77)
        #expect((line.version, line.revision) == (3, 1))
        #expect((line.kind, line.id, line.action) == (.solution, "family-link", .put))
    }

    @Test("the file itself refuses to rewrite its past")
    func triggers() throws {
        let scratch = Scratch()
        let store = try scratch.filled()
        try store.write(by: "test") { try $0.put(Examples.solution()) }
        let database = try Database(scratch.file)
        for statement in [
            "UPDATE entry SET body = '{}'", "DELETE FROM entry", "UPDATE change SET actor = 'x'",
            "DELETE FROM change",
            "INSERT INTO change VALUES (99, 1, 'x', 'put', 'solution', 'x', 1)",
        ] {
            #expect(throws: SQLiteError.self) { try database.execute(statement) }
        }
    }

    @Test("the statistics’ clock is the same from the audit trail as from the changes")
    func statistics() throws {
        let store = try Scratch().filled()
        var clock = StatisticsClock()
        var contents = CatalogueContents()
        for number in 0..<30 {
            try store.write(by: "test") { writing in
                if number % 7 == 6 {
                    try writing.withdraw(.solution, "s\(number - 1)")
                } else {
                    try writing.put(Examples.solution("s\(number)"))
                }
            }
        }
        for change in try store.changes(after: 0) {
            contents.apply(change)
            switch change.what {
            case .solution, .withdrawal(.solution, _):
                clock.solutionChanged(at: change.version, leaving: contents.solutions.count)
            default: break
            }
        }
        #expect(try store.statistics() == clock)
        #expect(clock.frozenAt > 20)
        #expect(try store.statistics(asOf: 2).frozenAt == 0)
    }
}
