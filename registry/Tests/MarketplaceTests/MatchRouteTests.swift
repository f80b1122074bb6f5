import Catalogue
import CatalogueStore
import HTTPServer
@testable import Marketplace
import Testing

@Suite("Matching over the API")
struct MatchRouteTests {
    let shop: Shop
    let client: Client

    init() throws {
        shop = try Shop()
        client = Client(shop)
    }

    private func fill() async {
        for (id, more) in [
            ("one", ["hosting": "uk"]), ("two", ["hosting": "eea"]),
            ("three", ["hosting": "world"]),
            ("four", [:]),
        ] as [(String, [String: JSON])] {
            _ = await client.post("/api/solutions", Shop.solution(id, more), key: shop.supplier)
        }
        _ = await client.post(
            "/api/problems", Shop.problem(["musts": [["hosting": "eea"]]]), key: shop.council)
    }

    private func solutions(_ answer: Client.Answer) -> Set<String> {
        Set((answer.json["places"]?.elements ?? []).compactMap { $0["solution"]?.text })
    }

    @Test("the buyer's choices decide what stays, and a pair is the same from both sides")
    func bothWays() async throws {
        await fill()
        let open = await client.get("/api/problems/earlier-contacts/matches")
        #expect(solutions(open) == ["one", "two", "four"])
        let strict = await client.get("/api/problems/earlier-contacts/matches?notStated=excluded")
        #expect(solutions(strict) == ["one", "two"])
        #expect(strict.json["nearMisses"]?.elements?.count == 2)
        for place in open.json["places"]?.elements ?? [] {
            let id = try #require(place["solution"]?.text)
            let back = await client.get("/api/solutions/\(id)/matches")
            let pair = try #require(back.json["problems"]?.elements?.first)
            for field in ["share", "evidence", "musts", "wants"] {
                #expect(pair[field] == place[field], "\(id): \(field)")
            }
        }
        #expect(
            await client.get("/api/solutions/three/matches").json["problems"]?.elements == [])
    }

    @Test("a draft is matched like the entry it would become, and nothing is kept of it")
    func drafts() async throws {
        await fill()
        let version = shop.desk.snapshot.version
        let kept = await client.get("/api/problems/earlier-contacts/matches")
        let problem = await client.post(
            "/api/match/problem",
            Shop.problem(["musts": [["hosting": "eea"]]]).leaving("id", "council"))
        #expect(problem.json["places"] == kept.json["places"])
        let solution = await client.post(
            "/api/match/solution", Shop.solution(["hosting": "uk"]).leaving("id", "supplier"))
        #expect(solution.json["total"] == 1)
        #expect(solution.json["notes"]?.elements?.isEmpty == false)
        #expect(shop.desk.snapshot.version == version)
        let wrong = await client.post("/api/match/problem", ["title": "Nothing said"])
        #expect(wrong.status == 422)
        #expect(wrong.fields == ["statement"])
    }

    @Test("a kept shortlist is made again byte for byte after everything has changed")
    func shortlists() async throws {
        await fill()
        let order: JSON = ["problem": "earlier-contacts", "notStated": "excluded", "limit": 3]
        let made = await client.post("/api/shortlists", order, key: shop.council)
        #expect(made.status == 201)
        let address = try #require(made.response.headers["Location"])
        let same = await client.post("/api/shortlists", order, key: shop.council)
        #expect(same.response.headers["Location"] == address)
        _ = await client.put(
            "/api/problems/earlier-contacts", Shop.problem(["status": "closed"]), key: shop.council)
        for id in ["one", "two"] {
            _ = await client.delete("/api/solutions/\(id)", key: shop.supplier)
        }
        for number in 0..<9 {
            _ = await client.post(
                "/api/solutions", Shop.solution("more-\(number)"), key: shop.supplier)
        }
        shop.go(to: shop.desk.today() + 400)
        let again = await client.get(address)
        #expect(again.status == 200)
        #expect(again.response.bytes == made.response.bytes)
        #expect(again.response.headers["Shortlist-Remade"] == "yes")
        #expect(await client.get("/api/shortlists/0123456789abcdef0123").status == 404)
        #expect(await client.post("/api/shortlists", order).status == 401)
        for (field, value) in [("limit", 0), ("day", "soon"), ("colour", "blue")]
            as [(String, JSON)]
        {
            let wrong = await client.post(
                "/api/shortlists", order.setting(field, to: value), key: shop.council)
            #expect(wrong.status == 422)
            #expect(wrong.fields == [field])
        }
    }

    @Test("needs that nobody meets and needs that are alike can be read")
    func needs() async throws {
        _ = await client.post("/api/problems", Shop.problem(), key: shop.council)
        _ = await client.post(
            "/api/problems", Shop.problem("same-elsewhere", council: "dunsmere"), key: shop.admin)
        let unmet = await client.get("/api/unmet")
        #expect(unmet.json["needs"]?.elements?.count == 2)
        let joint = await client.get("/api/joint?problem=earlier-contacts")
        let pair = try #require(joint.json["pairs"]?.elements?.first)
        #expect(pair["second"]?["problem"] == "same-elsewhere")
        _ = await client.post("/api/solutions", Shop.solution(), key: shop.supplier)
        #expect(await client.get("/api/unmet").json["needs"]?.elements?.isEmpty == true)
    }

    @Test("a search is narrowed by what was chosen, and its pages are the whole")
    func search() async throws {
        await fill()
        let all = await client.get("/api/search?q=earlier%20contacts&limit=3")
        #expect(all.json["total"] == 4)
        let next = await client.get(try #require(all.json["next"]?.text))
        #expect(next.json["findings"]?.elements?.count == 1)
        #expect(next.json["next"] == nil)
        let chosen = await client.get("/api/search?hosting=eea&hosting=uk")
        #expect(chosen.json["total"] == 2)
        #expect(chosen.json["silent"] == 1)
        #expect(await client.get("/api/search?hosting=mars").json["total"] == 0)
    }
}
