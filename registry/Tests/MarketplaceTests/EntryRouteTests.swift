import Catalogue
import CatalogueStore
import HTTPServer
@testable import Marketplace
import Testing

@Suite("Entries over the API")
struct EntryRouteTests {
    let shop: Shop
    let client: Client

    init() throws {
        shop = try Shop()
        client = Client(shop)
    }

    @Test("an entry is created, read, changed with its tag, withdrawn, and gone, its versions kept")
    func wholeLife() async throws {
        let made = await client.post("/api/solutions", Shop.solution(), key: shop.supplier)
        #expect(made.status == 201)
        #expect(made.response.headers["Location"] == "/api/solutions/family-link")
        #expect(made.tag == "\"1\"")
        let read = await client.get("/api/solutions/family-link")
        #expect(read.json == made.json)
        let unchanged = await client.get(
            "/api/solutions/family-link", ["If-None-Match": "\"1\""])
        #expect(unchanged.status == 304)
        let change = Shop.solution(tackles: "Another thing").setting("id", to: nil)
        let changed = await client.put(
            "/api/solutions/family-link", change, key: shop.supplier, match: "\"1\"")
        #expect(changed.tag == "\"2\"")
        let late = await client.put(
            "/api/solutions/family-link", Shop.solution(), key: shop.supplier, match: "\"1\"")
        #expect(late.status == 412)
        #expect(late.tag == "\"2\"")
        #expect(await client.delete("/api/solutions/family-link", key: shop.supplier).status == 204)
        #expect(await client.get("/api/solutions/family-link").status == 410)
        #expect(
            await client.put("/api/solutions/family-link", change, key: shop.supplier).status == 410
        )
        #expect(await client.delete("/api/solutions/family-link", key: shop.supplier).status == 410)
        #expect(
            await client.post("/api/solutions", Shop.solution(), key: shop.supplier).status == 409)
        let versions = await client.get("/api/solutions/family-link/versions")
        #expect(versions.json["versions"]?.elements?.count == 2)
        let first = await client.get("/api/solutions/family-link/versions/1")
        #expect(first.json == made.json)
        #expect(await client.get("/api/solutions/family-link/versions/3").status == 404)
        #expect(await client.get("/api/solutions/nothing").status == 404)
    }

    @Test("without a good key nothing is written, and the answer says which key is needed")
    func keys() async throws {
        for (key, status) in [
            (nil, 401), ("nonsense", 401), (shop.supplier + "x", 401), (shop.council, 403),
        ] {
            let answer = await client.post("/api/solutions", Shop.solution(), key: key)
            #expect(answer.status == status)
            #expect((answer.response.headers["WWW-Authenticate"] != nil) == (status == 401))
            #expect(answer.json["detail"]?.text?.isEmpty == false)
        }
        let basic = await client.send(
            .post, "/api/solutions", ["Authorization": "Basic abc"], Shop.solution())
        #expect(basic.status == 401)
        #expect(shop.desk.snapshot.version == 5)
        let name = try #require(try shop.store.keys().first { $0.organisation == "brightwater" })
        #expect(try shop.store.revokeKey(name.name))
        #expect(
            await client.post("/api/solutions", Shop.solution(), key: shop.supplier).status == 401)
    }

    @Test("what cannot be taken is named, field by field, all at once")
    func faults() async throws {
        let wrong = Shop.solution("Family Link", ["hosting": "moon", "colour": "blue"])
            .setting("name", to: nil)
        let answer = await client.post("/api/solutions", wrong, key: shop.supplier)
        #expect(answer.status == 422)
        #expect(Set(answer.fields) == ["id", "name", "hosting", "colour"])
        #expect(
            (answer.json["errors"]?.elements ?? []).allSatisfy { $0["remedy"]?.text != nil })
        let foreign = await client.post(
            "/api/problems", Shop.problem(council: "nobody"), key: shop.admin)
        #expect(foreign.status == 422)
        #expect(foreign.fields == ["council"])
        let renamed = await client.post("/api/solutions", Shop.solution(), key: shop.supplier)
        #expect(renamed.status == 201)
        let other = await client.put(
            "/api/solutions/family-link", Shop.solution("other"), key: shop.supplier)
        #expect(other.status == 422)
        #expect(other.fields == ["id"])
    }

    @Test("a body that is not JSON is said to be none, with the place, and a form is refused")
    func notJSON() async throws {
        var request = Request(
            .post, "/api/solutions",
            headers: [
                "Authorization": "Bearer \(shop.supplier)", "Content-Type": "application/json",
            ], body: Array("{\"id\": \n nonsense}".utf8))
        var response = await client.router.respond(to: request)
        #expect(response.status == .badRequest)
        #expect(String(decoding: response.bytes, as: UTF8.self).contains("line 2"))
        request.headers["Content-Type"] = "application/x-www-form-urlencoded"
        response = await client.router.respond(to: request)
        #expect(response.status == .unsupportedMediaType)
    }

    @Test("a change without a tag is asked for one")
    func tags() async throws {
        _ = await client.post("/api/solutions", Shop.solution(), key: shop.supplier)
        for (tag, status) in [(nil, 428), ("three", 400), ("\"0\"", 412), ("\"1\"", 200)] {
            let answer = await client.put(
                "/api/solutions/family-link", Shop.solution(tackles: "More of it"),
                key: shop.supplier, match: tag)
            #expect(answer.status == status)
        }
    }

    @Test("pages of a list are disjoint, in order, and together the whole")
    func pages() async throws {
        for number in 0..<7 {
            _ = await client.post(
                "/api/problems", Shop.problem("problem-\(number)"), key: shop.council)
        }
        var (address, seen): (String?, [String]) = ("/api/problems?limit=3", [])
        while let next = address {
            let page = await client.get(next)
            seen += (page.json["items"]?.elements ?? []).compactMap { $0["id"]?.text }
            address = page.json["next"]?.text
        }
        #expect(seen == (0..<7).map { "problem-\($0)" })
        let none = await client.get("/api/problems?organisation=dunsmere")
        #expect(none.json["items"]?.elements?.isEmpty == true)
        for wrong in ["limit=0", "limit=many", "colour=blue"] {
            #expect(await client.get("/api/problems?\(wrong)").status == 400)
        }
    }

    @Test("an entry without an id gets one from its name, and two of the same name get two")
    func newIDs() async throws {
        let nameless = Shop.solution().setting("id", to: nil).setting("name", to: "Família Link!")
        let ids = try await [0, 1].asyncMap { _ in
            let made = await client.post("/api/solutions", nameless, key: shop.supplier)
            return try #require(made.json["id"]?.text)
        }
        #expect(Set(ids).count == 2)
        #expect(ids.allSatisfy { $0.hasPrefix("fam-lia-link-") }, "\(ids)")
    }

    @Test("the audit trail shows an organisation its own, and the registry everything")
    func audit() async throws {
        _ = await client.post("/api/solutions", Shop.solution(), key: shop.supplier)
        _ = await client.post("/api/problems", Shop.problem(), key: shop.council)
        func ids(_ key: String?) async -> [String] {
            let answer = await client.send(.get, "/api/audit", [:], key: key)
            return (answer.json["lines"]?.elements ?? []).compactMap { $0["id"]?.text }
        }
        #expect(await ids(shop.supplier) == ["family-link", "brightwater"])
        #expect(await ids(shop.council) == ["earlier-contacts", "marlcombe"])
        #expect(await ids(shop.admin).count == 7)
        #expect(await client.get("/api/audit").status == 401)
    }
}

extension Array {
    func asyncMap<Value>(_ body: (Element) async throws -> Value) async rethrows -> [Value] {
        var values: [Value] = []
        for element in self { values.append(try await body(element)) }
        return values
    }
}
