import Catalogue
import CatalogueStore
import HTTPServer
@testable import Marketplace
import Testing

@Suite("Hostile words")
struct HostileTextTests {
    let shop: Shop
    let client: Client

    init() throws {
        shop = try Shop()
        client = Client(shop)
    }

    private static let strings = [
        "contacts AND NOT family", "\"earlier contacts", "contacts* OR (family",
        "NEAR(contacts family, 2)",
        "name:contacts", "^contacts", "contacts -family", "{a b}: contacts",
        "'; DROP TABLE entry; --",
        "' OR 1=1 --", "%' UNION SELECT secret FROM webhook --", "con\u{0}tacts contacts\u{0}",
        "\u{202E}stcatnoc contacts \u{202C}", "שלום contacts مرحبا",
        "contacts \u{FEFF}\u{200B}family",
        "e\u{301}arlier co\u{308}ntacts contacts",
        String(repeating: "\u{300}", count: 5_000) + " contacts",
        "<script>alert(1)</script> contacts", "../../etc/passwd contacts", "%00%ff contacts",
        "\\\\\\",
        "", " ", "???", "🧒🏽👨‍👩‍👧 contacts", String(repeating: "(", count: 10_000) + "contacts",
    ]

    @Test("they are plain text: what stands in them is found, nothing fails, nothing is changed")
    func plainText() async throws {
        _ = await client.post("/api/solutions", Shop.solution(), key: shop.supplier)
        let version = shop.desk.snapshot.version
        for words in HostileTextTests.strings {
            let long = await client.post("/api/search", ["words": .string(words)])
            #expect(long.status == 200, "\(words.prefix(40).debugDescription): \(long.text)")
            let short = await client.get("/api/search?q=\(words.addressEncoded)")
            #expect(short.status == 200)
            #expect(short.json["total"] == long.json["total"])
            if words.contains("contacts") {
                #expect(long.json["total"] == 1, "\(words.prefix(40).debugDescription)")
            }
            #expect(try shop.store.search(words).count <= 1)
        }
        #expect(try shop.store.version() == version)
        #expect(shop.desk.snapshot.version == version)
    }

    /// Taken whole, a million words would be compared with every entry.
    @Test("of a megabyte, as text or as one word, the first words are looked for")
    func megabyte() async throws {
        _ = await client.post("/api/solutions", Shop.solution(), key: shop.supplier)
        let sentence = "earlier contacts of a family "
        for (words, first) in [
            (String(repeating: sentence, count: 36_000), String(repeating: sentence, count: 200)),
            (String(repeating: "x", count: 1_048_576), "x"),
            ((0..<120_000).map { "w\($0)" }.joined(separator: " "), "w0 w1"),
        ] {
            let found = await client.post("/api/search", ["words": .string(words)])
            #expect(found.status == 200)
            let same = await client.post("/api/search", ["words": .string(first)])
            #expect(found.json["total"] == same.json["total"])
        }
    }

    @Test("entries keep what was written and refuse what could deceive a reader")
    func entries() async throws {
        let name = "Link'; DROP TABLE entry; -- \"<b>"
        let made = await client.post(
            "/api/solutions", Shop.solution(["name": .string(name)]), key: shop.supplier)
        #expect(made.status == 201)
        #expect(made.json["name"]?.text == name)
        for bad in ["turned \u{202E}round", "zero \u{0} byte", "two\u{2028}lines"] {
            let refused = await client.post(
                "/api/solutions", Shop.solution("other", ["name": .string(bad)]), key: shop.supplier
            )
            #expect(refused.status == 422)
            #expect(refused.fields == ["name"])
        }
    }

    @Test("ids and parameters from outside lead nowhere but to an answer")
    func addresses() async throws {
        for id in [
            "..%2f..%2fetc", "%00", "'%20OR%201=1", "a/b", "%ff%fe",
            String(repeating: "a", count: 5_000),
        ] {
            for path in [
                "/api/problems/\(id)", "/api/problems/\(id)/matches", "/problems/\(id)/feed",
            ] {
                let answer = await client.router.respond(to: Request(.get, path))
                #expect([400, 404].contains(answer.status.rawValue), "\(path)")
            }
        }
        for query in [
            "limit=9999999999999999999", "offset=-1", "day=2027-02-28", "notStated=maybe",
        ] {
            #expect(await client.get("/api/search?\(query)").status == 400, "\(query)")
        }
    }
}
