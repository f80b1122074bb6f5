import Catalogue
import CatalogueStore
import HTTPServer
import LiveMatching
@testable import Marketplace
import Matching
import Testing

@Suite("Being told, live")
struct NoticeTests {
    let shop: Shop
    let client: Client

    init() throws {
        shop = try Shop()
        client = Client(shop)
    }

    @Test("a solution that fits is told at once, and a change that ends it takes it off the list")
    func live() async throws {
        _ = await client.post(
            "/api/problems", Shop.problem(["musts": [["hosting": "uk"]]]), key: shop.council)
        let listening = Listening(try await shop.desk.follow("earlier-contacts"))
        #expect(listening.fits == [])
        _ = await client.post(
            "/api/solutions", Shop.solution(["hosting": "uk"]), key: shop.supplier)
        #expect(listening.fits == ["family-link"])
        #expect(listening.notices.map(\.solution) == ["family-link"])
        _ = await client.put(
            "/api/solutions/family-link", Shop.solution(["hosting": "world"]), key: shop.supplier)
        #expect(listening.fits == [])
        _ = await client.put(
            "/api/solutions/family-link", Shop.solution(["hosting": "eea"]), key: shop.supplier)
        #expect(listening.fits == [])
        #expect(listening.notices.count == 1)
        _ = await client.put(
            "/api/solutions/family-link", Shop.solution(["hosting": "uk"]), key: shop.supplier)
        #expect(listening.notices.map(\.revision) == [1, 4])
    }

    @Test(
        "what was told live equals matching everything at the end, and nothing was told twice",
        arguments: 0..<4 as Range<UInt64>)
    func liveIsBatch(seed: UInt64) async throws {
        var random = Dice(seed: seed)
        let problems = try (0..<6).map { try random.problem("problem-\($0)") }
        for problem in problems {
            try await shop.desk.put(problem, by: shop.key(shop.admin), expecting: .new)
        }
        var listening: [String: Listening] = [:]
        for problem in problems {
            listening[problem.id] = Listening(try await shop.desk.follow(problem.id))
        }
        for _ in 0..<60 {
            let id = "solution-\(random.roll(12))"
            let isThere = shop.desk.snapshot.contents.solutions[id] != nil
            switch (isThere, random.roll(4)) {
            case (true, 0):
                try await shop.desk.withdraw(Solution.self, id, by: shop.key(shop.admin))
            case (let isThere, _):
                let solution = try random.solution(id)
                _ = try? await shop.desk.put(
                    solution, by: shop.key(shop.admin), expecting: isThere ? .there : .new)
            }
        }
        // Everything matched at once, from nothing but the file.
        let store = try CatalogueStore(existing: shop.directory)
        let batch = try Matcher(store, asOf: nil)
        var told: Set<Notice.Key> = []
        for problem in problems {
            let fitting = batch.fitting(problem, on: shop.desk.today()).map(\.solution).sorted()
            let heard = try #require(listening[problem.id])
            #expect(heard.fits == fitting, "seed \(seed), \(problem.id)")
            for notice in heard.notices {
                #expect(told.insert(notice).inserted, "seed \(seed): \(notice) was told twice")
            }
            for id in fitting {
                #expect(
                    told.contains { $0.problem == problem.id && $0.solution == id },
                    "seed \(seed): \(id) was never told")
            }
        }
        let kept = try store.notices(limit: .max).map {
            Notice.Key(problem: $0.problem, solution: $0.solution, revision: $0.revision)
        }
        #expect(Set(kept) == told, "seed \(seed)")
        #expect(kept.count > 5, "seed \(seed): too little happened")
        // A start after a stop tells nothing again.
        _ = try Desk(store, today: shop.desk.today)
        #expect(try store.notices(limit: .max).count == kept.count, "seed \(seed)")
    }

    @Test("whoever was away is told what they missed, in order and once")
    func catchingUp() async throws {
        _ = await client.post("/api/problems", Shop.problem(), key: shop.council)
        _ = await client.post("/api/problems", Shop.problem("another"), key: shop.council)
        let first = Listening(try await shop.desk.follow("earlier-contacts"))
        for number in 0..<5 {
            _ = await client.post(
                "/api/solutions", Shop.solution("solution-\(number)"), key: shop.supplier)
        }
        let ids = first.ids
        #expect(ids.count == 5)
        for (seen, id) in ids.enumerated() {
            let again = Listening(try await shop.desk.follow("earlier-contacts", after: id))
            #expect(again.ids == Array(ids.dropFirst(seen + 1)))
            #expect(again.fits == first.fits)
        }
        let answer = await client.router.respond(
            to: Request(
                .get, "/problems/earlier-contacts/stream",
                headers: ["Last-Event-ID": "\(ids[3])"]))
        guard case .stream(let stream) = answer.body else {
            Issue.record("no stream")
            return
        }
        #expect(Listening(stream).ids == [ids[4]])
        #expect(await client.get("/problems/nothing/stream").status == 404)
    }

    @Test("whoever is cut off right behind the greeting misses nothing")
    func cutOffAtOnce() async throws {
        _ = await client.post("/api/problems", Shop.problem(), key: shop.council)
        _ = await client.post("/api/solutions", Shop.solution("first"), key: shop.supplier)
        let first = Listening(try await shop.desk.follow("earlier-contacts"))
        let greeting = try #require(first.greeting)
        _ = await client.post("/api/solutions", Shop.solution("second"), key: shop.supplier)
        let missed = first.ids
        #expect(missed.count == 1)
        for _ in 0..<2 {
            let stream = await client.router.respond(
                to: Request(.get, "/problems/earlier-contacts/stream?lastEventId=\(greeting)"))
            guard case .stream(let stream) = stream.body else {
                Issue.record("no stream")
                return
            }
            let again = Listening(stream)
            #expect(again.ids == missed)
            #expect(again.greeting == greeting, "cut off once more, it comes back to the same")
        }
        // A number that no notice has had yet is not where to go on from.
        let beyond = Listening(try await shop.desk.follow("earlier-contacts", after: .max))
        #expect(beyond.greeting == missed.last)
    }

    @Test("somebody who does not read is let go, and holds up nobody")
    func slowReaders() async throws {
        _ = await client.post("/api/problems", Shop.problem(), key: shop.council)
        let stream = try await shop.desk.follow("earlier-contacts")
        let body = String(repeating: "x", count: 60_000)
        try await shop.desk.write(by: "test") { transaction in
            for number in 0..<6 {
                _ = try transaction.tell(
                    problem: "earlier-contacts", solution: "s\(number)", revision: 1, body: body)
            }
        }
        #expect(stream.end == .overrun)
        #expect(shop.desk.followers.count == 0)
    }

    @Test("what another program writes reaches the snapshot, the notices and the listeners")
    func otherPrograms() async throws {
        _ = await client.post("/api/problems", Shop.problem(), key: shop.council)
        let listening = Listening(try await shop.desk.follow("earlier-contacts"))
        let other = try CatalogueStore(existing: shop.directory)
        try other.write(by: "command line") { try $0.put(Solution(json: Shop.solution())) }
        #expect(shop.desk.snapshot.contents.solutions.isEmpty)
        try await shop.desk.refresh()
        #expect(shop.desk.snapshot.contents.solutions.count == 1)
        #expect(listening.fits == ["family-link"])
        #expect(listening.notices.count == 1)
    }

    @Test("a certificate that begins on a day is told on that day")
    func dayComes() async throws {
        let start = shop.desk.today()
        _ = await client.post(
            "/api/problems", Shop.problem(["musts": [["framework": "g-cloud-14"]]]),
            key: shop.council)
        let from: JSON = [["framework": "g-cloud-14", "from": .string("\(start + 3)")]]
        _ = await client.post(
            "/api/solutions", Shop.solution(["frameworks": from]), key: shop.supplier)
        let listening = Listening(try await shop.desk.follow("earlier-contacts"))
        shop.go(to: start + 2)
        try await shop.desk.refresh()
        #expect(listening.fits == [])
        shop.go(to: start + 3)
        try await shop.desk.refresh()
        #expect(listening.fits == ["family-link"])
        #expect(listening.notices.count == 1)
    }

    @Test("feeds name each notice for good, whoever's side they are for")
    func feeds() async throws {
        _ = await client.post(
            "/api/problems", Shop.problem(["title": "See <earlier> contacts"]), key: shop.council)
        _ = await client.post("/api/solutions", Shop.solution(), key: shop.supplier)
        for path in ["/problems/earlier-contacts/feed", "/organisations/brightwater/feed"] {
            let feed = await client.get(path)
            #expect(feed.status == 200)
            #expect(feed.text.contains("earlier-contacts/family-link/1</id>"), "\(feed.text)")
            #expect(feed.text.contains("See &lt;earlier&gt; contacts"))
            #expect(await client.get(path, ["If-None-Match": feed.tag ?? ""]).status == 304)
        }
        let other = await client.get("/organisations/copperlane/feed")
        #expect(other.status == 200)
        #expect(!other.text.contains("<entry>"))
        #expect(await client.get("/organisations/nobody/feed").status == 404)
        let notices = await client.get("/api/notices?problem=earlier-contacts")
        #expect(notices.json["notices"]?.elements?.count == 1)
    }
}
