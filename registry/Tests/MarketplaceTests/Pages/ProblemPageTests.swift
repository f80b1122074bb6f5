import Catalogue
import HTTPServer
@testable import Marketplace
import Matching
import Testing

@Suite struct ProblemPageTests {
    let visitor: Visitor

    init() async throws {
        visitor = Visitor(try Shop())
        let expired: JSON = [
            ["scheme": "cyber-essentials", "status": "held", "until": "2026-02-01"]
        ]
        let held: JSON = [["scheme": "cyber-essentials", "status": "held", "until": "2027-02-01"]]
        try await visitor.publish(Shop.solution("good", ["assurances": held]))
        try await visitor.publish(Shop.solution("expired", ["assurances": expired]))
        try await visitor.publish(Shop.solution("silent"))
        try await visitor.state(
            Shop.problem("earlier-contacts", ["musts": [["assurance": "cyber-essentials"]]]))
    }

    @Test func `the heading counts what fits and what nearly does`() async {
        let page = await visitor.get("/problems/earlier-contacts").text
        #expect(page.contains("<h1>1 meets the must, 1 has an open question, 1 nearly does</h1>"))
        #expect(
            page.contains("<title>1 meets the must, 1 has an open question, 1 nearly does - See"))
        let listed = await visitor.get("/problems").text
        #expect(listed.contains(">1 meets the must, 1 has an open question</p>"))
        #expect(page.contains("Of 3 catalogued, the musts set aside 1: Cyber Essentials 1."))
        #expect(page.contains("Cyber Essentials expired on 1 February 2026."))
        #expect(page.contains("But for this it would be"))
    }

    @Test func `the reader chooses what silence means and on which day dates are judged`() async {
        let strict = await visitor.get("/problems/earlier-contacts?not-stated=excluded").text
        #expect(strict.contains("<h1>1 solution fits, 2 nearly do</h1>"))
        let later = await visitor.get("/problems/earlier-contacts?on=2027-03-31").text
        #expect(later.contains("<h1>0 meet the must, 1 has an open question, 2 nearly do</h1>"))
        #expect(later.contains("judged on 31 March 2027"))
    }

    @Test func `the record that is saved is of what the page shows, and the same each time`()
        async throws
    {
        let address = "/problems/earlier-contacts/shortlist.json?not-stated=excluded"
        let record = await visitor.get(address)
        #expect(record.headers["Content-Disposition"]?.hasPrefix("attachment") == true)
        let json = try JSON(parsing: record.bytes)
        #expect(json["notStated"]?.text == "excluded")
        #expect(json["places"]?.elements?.count == 1)
        #expect(await visitor.get(address).bytes == record.bytes)
    }

    @Test func `what was withdrawn is gone and leads on, what never was is not found`() async throws
    {
        let key = try visitor.shop.key(visitor.shop.supplier)
        try await visitor.shop.desk.withdraw(Solution.self, "expired", by: key)
        let gone = await visitor.get("/solutions/expired")
        #expect(gone.status == .gone)
        #expect(gone.text.contains("<h1>The expired was withdrawn</h1>"))
        #expect(gone.text.contains("href=\"/solutions/good\""))
        let never = await visitor.get("/solutions/never")
        #expect(never.status == .notFound)
        #expect(never.headers["Content-Type"] == "text/html; charset=utf-8")
        #expect(never.text.contains("There is no page at this address"))
    }

    @Test(
        arguments: [
            "/", "/problems", "/problems/earlier-contacts", "/solutions/good", "/unmet-needs",
            "/organisations", "/organisations/marlcombe", "/compare?solution=good", "/fairness",
            "/how-ranking-works", "/accessibility", "/problems/new", "/solutions/new",
            "/problems/earlier-contacts/edit", "/solutions/good/edit", "/nowhere",
        ])
    func `no page runs a script of its own or can be framed`(path: String) async {
        let page = await visitor.get(path)
        let policy = page.headers["Content-Security-Policy"] ?? ""
        #expect(policy.contains("default-src 'self'") && policy.contains("frame-ancestors 'none'"))
        #expect(!policy.contains("unsafe"))
        #expect(page.headers["Set-Cookie"] == nil)
        #expect(!page.text.contains("style="))
        #expect(page.text.ranges(of: "<h1>").count == 1, "one heading")
    }
}
