import Catalogue
import CatalogueStore
import Foundation
import HTTPServer
@testable import Marketplace
import Testing

@Suite struct PostingTests {
    let visitor: Visitor

    init() throws { visitor = Visitor(try Shop()) }

    private func post(
        _ press: String, key: String = "", price: String = "40000"
    ) async -> Response {
        await visitor.post(
            "/problems/new",
            [
                "statement": "Nobody sees earlier contacts.\r\n\r\nIt costs us hours.",
                "title": "Earlier contacts", "council": "marlcombe", "price": price,
                "price-strength": "must", "hosting": "uk", "hosting-strength": "want",
                "units-Unit": "2", "press": press, "key": key,
            ])
    }

    @Test func `matches are shown without a key, and nothing is kept`() async throws {
        try await visitor.publish(Shop.solution())
        let page = await post("show")
        #expect(page.status == .ok)
        #expect(page.text.contains("0 meet the must, 1 has an open question"))
        #expect(visitor.shop.desk.snapshot.contents.problems.isEmpty)
    }

    @Test func `with its key a council publishes what it wrote`() async throws {
        let answer = await post("publish", key: visitor.shop.council)
        #expect(answer.status == .seeOther)
        #expect(answer.headers["Location"] == "/problems/marlcombe-earlier-contacts")
        let problem = try #require(visitor.shop.desk.snapshot.problem("marlcombe-earlier-contacts"))
        #expect(problem.statement == "Nobody sees earlier contacts.\n\nIt costs us hours.")
        #expect(problem.musts.map(\.kind) == [.pricePerYearAtMost(try #require(Amount("40000")))])
        #expect(problem.wants.map(\.kind) == [.hosting("uk")])
        #expect(problem.units == [.unit: 2])
    }

    @Test
    func `a key that is missing, mistyped or another's writes nothing and is not shown again`()
        async
    {
        let none = await visitor.get("/problems/new").text
        for key in ["", "sk_wrong", visitor.shop.supplier] {
            let answer = await post("publish", key: key)
            #expect(answer.status == .unprocessableContent)
            #expect(answer.text.contains("href=\"#f-key\""))
            #expect(key.isEmpty || !answer.text.contains(key))
            #expect(answer.text.contains("It costs us hours."))
        }
        #expect(none.contains("type=\"password\""))
        #expect(visitor.shop.desk.snapshot.contents.problems.isEmpty)
    }

    @Test func `what is wrong names the field that it stands in`() async {
        let page = await post("publish", key: visitor.shop.council, price: "forty")
        #expect(page.status == .unprocessableContent)
        #expect(page.text.contains("<a href=\"#f-price\">A year costs at most"))
        #expect(page.text.contains("aria-invalid=\"true\""))
        #expect(page.text.contains("<title>To mend: Post a problem"))
    }

    @Test func `an id is never used again, also after a withdrawal`() async throws {
        let key = visitor.shop.council
        _ = await post("publish", key: key)
        let sure = await visitor.post(
            "/problems/marlcombe-earlier-contacts/edit",
            ["press": "withdraw", "sure": "yes", "key": key])
        #expect(sure.status == .seeOther)
        #expect(await visitor.get("/problems/marlcombe-earlier-contacts").status == .gone)
        let again = await post("publish", key: key)
        #expect(again.headers["Location"] == "/problems/marlcombe-earlier-contacts-2")
    }

    @Test func `who changes an older version than there is overwrites nothing`() async throws {
        try await visitor.state(Shop.problem())
        let path = "/problems/earlier-contacts/edit"
        func change(_ title: String, from revision: String) async -> Response {
            await visitor.post(
                path,
                [
                    "title": title, "statement": "Nobody sees them.", "council": "marlcombe",
                    "revision": revision, "press": "publish", "key": visitor.shop.council,
                ])
        }
        #expect(await change("Mine", from: "1").status == .seeOther)
        #expect(await change("Theirs", from: "1").status == .unprocessableContent)
        #expect(visitor.shop.desk.snapshot.problem("earlier-contacts")?.title == "Mine")
    }
}

@Suite struct RefillingTests {
    private static let catalogue = URL(filePath: #filePath).deletingLastPathComponent()
        .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
        .appending(path: "catalogue")

    private static func entries<Value: Entry>(_: Value.Type) throws -> [Value] {
        let folder = catalogue.appending(path: Value.kind.folder)
        return try FileManager.default.contentsOfDirectory(atPath: folder.path).sorted().map {
            try Value(
                bytes: Array(Data(contentsOf: folder.appending(path: $0))), source: $0)
        }
    }

    @Test func `a form filled from a problem of the catalogue gives the same problem`() throws {
        let problems = try Self.entries(Catalogue.Problem.self)
        #expect(problems.count > 20)
        for problem in problems {
            let again = try ProblemDraft(filled: Filled(problem)).problem(id: problem.id).get()
            #expect(Set(again.musts) == Set(problem.musts), "\(problem.id)")
            #expect(Set(again.wants) == Set(problem.wants), "\(problem.id)")
            func plain(_ problem: Catalogue.Problem) -> JSON {
                problem.json.setting("musts", to: nil).setting("wants", to: nil)
            }
            #expect(plain(again) == plain(problem))
        }
    }

    @Test func `a form filled from a solution of the catalogue gives the same solution`() throws {
        let solutions = try Self.entries(Solution.self)
        #expect(solutions.count > 50)
        for solution in solutions {
            let again = try SolutionDraft(filled: Filled(solution)).solution(id: solution.id).get()
            #expect(again.json == solution.json)
        }
    }
}
