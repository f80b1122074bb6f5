import Access
import HTTPServer
import Digests
import Synchronization
import Testing

@testable import DutyBoard

@Suite struct RouteTests {
    @Test func `health, readiness and metrics are told apart`() async throws {
        let reasons = Mutex<[String]>(["The engine is reading the log."])
        let desk = try Desk(ready: { reasons.withLock { $0 } })
        try desk.follow()
        #expect(await desk.get("/healthz").status == .ok)
        let waiting = await desk.get("/readyz")
        #expect(waiting.status == .serviceUnavailable)
        #expect(waiting.headers["Content-Type"] == "application/problem+json")
        #expect(waiting.json["reasons"] as? [String] == ["The engine is reading the log."])
        reasons.withLock { $0 = [] }
        #expect(await desk.get("/readyz").status == .ok)
        let metrics = await desk.get("/metrics")
        #expect(metrics.text == "up 1\n")
        #expect(metrics.headers["Content-Type"]?.hasPrefix("text/plain; version=0.0.4") == true)
    }

    @Test func `readiness names the partitions that are behind, and by how much`() async throws {
        let desk = try Desk(
            ready: { ["The engine is reading the log."] },
            rebuilding: {
                Rebuilding(
                    partitions: 12,
                    parts: [
                        .init(topic: "contacts", partition: 3, records: 70, seconds: 40),
                        .init(topic: "referrals", partition: 3, records: 2, seconds: nil),
                    ])
            })
        try desk.follow()
        let answer = await desk.get("/readyz")
        let partitions = try #require(answer.json["partitions"] as? [[String: Any]])
        #expect(partitions.map { $0["topic"] as? String } == ["contacts", "referrals"])
        #expect(partitions.map { $0["partition"] as? Int } == [3, 3])
        #expect(partitions.map { $0["recordsBehind"] as? Int } == [70, 2])
        #expect(partitions.map { $0["secondsBehind"] as? Int } == [40, nil])
    }

    @Test func `a board that is still reading is alive and not ready`() async throws {
        let desk = try Desk()
        try desk.publish(Northmoor.all)
        try desk.work()
        try desk.restartBoard()
        #expect(await desk.get("/healthz").status == .ok)
        #expect(await desk.get("/readyz").status == .serviceUnavailable)
        try desk.follow()
        #expect(await desk.get("/readyz").status == .ok)
    }

    @Test(
        "Every answer keeps a browser from running, framing, keeping and passing on",
        arguments: [
            "/", "/rows", "/alerts", "/children/x", "/nothing", "/readyz", "/alerts/stream",
        ]
    )
    func protection(path: String) async throws {
        let desk = try Desk()
        let headers = await desk.get(path).headers
        let policy = try #require(headers["Content-Security-Policy"])
        #expect(policy.contains("default-src 'self'"))
        #expect(policy.contains("frame-ancestors 'none'"))
        #expect(!policy.contains("unsafe"))
        #expect(headers["X-Content-Type-Options"] == "nosniff")
        #expect(headers["Referrer-Policy"] == "same-origin")
        #expect(headers["Cache-Control"] == "no-store")
    }

    @Test func `a person gets a page where a program gets a problem`() async throws {
        let desk = try Desk()
        try desk.follow()
        for path in ["/nothing", "/events"] {
            let page = await desk.get(path, headers: ["Accept": "text/html,*/*;q=0.8"])
            let problem = await desk.get(path, headers: ["Accept": "*/*"])
            #expect(page.status == problem.status)
            #expect(page.headers["Content-Type"] == "text/html; charset=utf-8")
            #expect(page.text.contains("<h1>There is no page at this address</h1>"))
            #expect(problem.headers["Content-Type"] == "application/problem+json")
        }
        let unready = try Desk(ready: { ["The engine is reading the log."] })
        let waiting = await unready.get("/readyz", headers: ["Accept": "text/html"])
        #expect(waiting.headers["Content-Type"] == "application/problem+json")
    }

    @Test func `pages carry no script and no style of their own`() async throws {
        let desk = try Desk()
        try desk.publish(Northmoor.all)
        try desk.settle()
        let children = ["C-1029", "C-2204"].map { "/children/\(desk.digest.digest(of: $0))" }
        for path in ["/", "/sign-in"] + children {
            let page = await desk.get(path).text
            let ours = ["stream", "board"].map { page.count(of: "<script src=\"/\($0).js?v=") }
            #expect(page.count(of: "<script") == ours.reduce(0, +))
            #expect(!page.contains("<style"))
            #expect(page.firstMatch(of: /\sstyle=|\son[a-z]+=/) == nil)
            #expect(page.contains("<html lang=\"en-GB\">"))
        }
    }

    @Test(
        "What pages need besides themselves is kept by its digest",
        arguments: ["/style.css", "/stream.js", "/board.js", "/icon.svg"])
    func assets(path: String) async throws {
        let desk = try Desk()
        let page = await desk.get("/").text
        let address = try #require(
            page.matches(of: /(?:href|src)="([^"]+\?v=[0-9a-f]+)"/).map { String($0.1) }
                .first { $0.hasPrefix(path) })
        let named = await desk.get(address)
        #expect(named.status == .ok)
        #expect(!named.bytes.isEmpty)
        #expect(named.headers["Cache-Control"] == "public, max-age=31536000, immutable")
        let plain = await desk.get(path)
        #expect(plain.headers["Cache-Control"] == "no-cache")
        let tag = try #require(plain.headers["ETag"])
        let again = await desk.get(path, headers: ["If-None-Match": tag])
        #expect(again.status == .notModified)
        #expect(again.bytes.isEmpty)
    }

    @Test func `the routes of intake and board can live apart`() async throws {
        let desk = try Desk()
        var intake = GuardedRouter(desk.gate)
        IntakeDoor(log: desk.log, clock: { Desk.morning }).add(to: &intake)
        let (events, page) = (Request(.post, "/events"), Request(.get, "/"))
        #expect(await intake.guarded.respond(to: page).status == .notFound)
        #expect(await intake.guarded.respond(to: events).status == .unauthorized)
        var board = GuardedRouter(desk.gate)
        desk.site.addBoard(to: &board)
        #expect(await board.guarded.respond(to: events).status == .notFound)
        #expect(await board.guarded.respond(to: page).status == .unauthorized)
    }
}
