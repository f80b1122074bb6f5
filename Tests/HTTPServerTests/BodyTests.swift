@testable import HTTPServer
import Testing

@Suite(.timeLimit(.minutes(1))) struct BodyTests {
    private var router: Router {
        var router = echoing
        router.on(
            .post, "/json", largestBody: 1_000,
            judgeHead: { request throws(Problem) in
                guard request.headers["Content-Type"] == "application/json" else {
                    throw Problem(.unsupportedMediaType, detail: "JSON, please.")
                }
            },
            { request, _ in .text("\(request.body.count)") })
        return router
    }

    @Test(arguments: [
        ("/json", "Content-Type: text/plain\r\nContent-Length: 9000000", 415),
        ("/json", "Content-Type: text/plain\r\nTransfer-Encoding: chunked", 415),
        ("/json", "Content-Type: application/json\r\nContent-Length: 1001", 413),
        ("/echo", "Content-Encoding: gzip\r\nContent-Length: 500000", 415),
        ("/echo", "Content-Encoding: br\r\nTransfer-Encoding: chunked", 415),
        ("/echo", "Content-Length: 1048577", 413), ("/nothing", "Content-Length: 900000", 404),
        ("/now/x", "Content-Length: 900000", 405),
        (
            "/json",
            "Content-Type: application/json\r\nExpect: 100-continue\r\nContent-Length: 70000", 413
        ),
    ])
    func `a body that nobody wants is refused before a byte of it came`(
        path: String, fields: String, status: Int
    ) async throws {
        try await live(router) { server in
            let client = try Client(server.port)
            client.send("POST \(path) HTTP/1.1\r\nHost: a\r\n\(fields)\r\n\r\n")
            #expect(try await client.answer().status == status)
            #expect(server.counters.bodyBytes == 0)
        }
    }

    @Test func `a small body that was refused is read past, and the connection stays`() async throws
    {
        try await live(router) { server in
            let client = try Client(server.port)
            let body = "GET /now/smuggled HTTP/1.1\r\nHost: a\r\n\r\n"
            client.send(
                "POST /json HTTP/1.1\r\nHost: a\r\nContent-Type: text/plain\r\n"
                    + "Content-Length: \(body.utf8.count)\r\n\r\n\(body)"
                    + "GET /now/next HTTP/1.1\r\nHost: a\r\n\r\n")
            #expect(try await client.answer().status == 415)
            #expect(try await client.answer().body == "next")
        }
    }

    @Test func `all bodies together have one budget, of which small ones keep a part`() async throws
    {
        try await live(
            router,
            {
                $0.allBodiesBytes = 1 << 20
                $0.stallTime = .seconds(300)
            }
        ) { server in
            let half = [UInt8](repeating: 0x78, count: 500_000)
            let head = Array(
                "POST /echo HTTP/1.1\r\nHost: a\r\nContent-Length: 600000\r\n\r\n".utf8)
            let first = try Client(server.port)
            first.send(head + half)
            while server.counters.bodyBytes < 500_000 { await Task.yield() }
            let second = try Client(server.port)
            _ = await second.sendSlowly(head + half)
            let refused = try await second.answer()
            #expect(refused.status == 503 && refused.header("Retry-After") != nil)
            #expect(refused.body.contains("Nothing was done"))
            let small = try Client(server.port)
            small.send("POST /echo HTTP/1.1\r\nHost: a\r\nContent-Length: 2\r\n\r\nok")
            #expect(try await small.answer().body == "ok")
            first.send([UInt8](repeating: 0x79, count: 100_000))
            #expect(try await first.answer().body.utf8.count == 600_000)
            #expect(server.counters.bodiesRefused == 1)
            while server.counters.bodyBytes > 0 { await Task.yield() }
        }
    }

    @Test func `the budget is given back by those who hang up, and by those who grow too large`()
        async throws
    {
        try await live(router) { server in
            for _ in 0..<20 {
                let gone = try Client(server.port)
                gone.send("POST /echo HTTP/1.1\r\nHost: a\r\nContent-Length: 90000\r\n\r\nabc")
                gone.hangUp()
                let large = try Client(server.port)
                large.send(
                    "POST /json HTTP/1.1\r\nHost: a\r\nContent-Type: application/json\r\n"
                        + "Transfer-Encoding: chunked\r\n\r\n3E9\r\n"
                        + String(repeating: "x", count: 1_001))
                #expect(try await large.answer().status == 413)
            }
            while server.counters.bodyBytes > 0 { await Task.yield() }
        }
    }

    @Test func `a body that stops coming is answered and closed`() async throws {
        try await live(router, { $0.stallTime = .milliseconds(150) }) { server in
            let client = try Client(server.port)
            client.send("POST /echo HTTP/1.1\r\nHost: a\r\nContent-Length: 9\r\n\r\nabc")
            let rest = await client.rest()
            #expect(rest.hasPrefix("HTTP/1.1 408 "))
            #expect(server.counters.bodyBytes == 0)
        }
    }
}
