@testable import HTTPServer
import Testing

@Suite(.timeLimit(.minutes(1))) struct LimitTests {
    @Test func `a body that says it is too large is refused before it is sent`() async throws {
        try await live(echoing, { $0.bodyBytes = 100 }) { server in
            let client = try Client(server.port)
            client.send("POST /echo HTTP/1.1\r\nHost: a\r\nContent-Length: 101\r\n\r\n")
            let answer = try await client.answer()
            #expect(answer.status == 413)
            #expect(answer.body.contains("100 bytes"))
            let other = try Client(server.port)
            let body = String(repeating: "x", count: 100)
            other.send("POST /echo HTTP/1.1\r\nHost: a\r\nContent-Length: 100\r\n\r\n\(body)")
            #expect(try await other.answer().body == body)
        }
    }

    @Test func `a body that grows too large is refused at its end`() async throws {
        try await live(echoing, { $0.bodyBytes = 100 }) { server in
            let client = try Client(server.port)
            client.send("POST /echo HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n")
            for _ in 0..<11 { client.send("A\r\n0123456789\r\n") }
            client.send("0\r\n\r\n")
            #expect(try await client.answer().status == 413)
            #expect(server.counters.requestsRefused == 1)
        }
    }

    @Test func `a body that never ends is cut off`() async throws {
        try await live(echoing, { $0.bodyBytes = 1_000 }) { server in
            let client = try Client(server.port)
            client.send("POST /echo HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n")
            let chunk = Array("3E8\r\n\(String(repeating: "x", count: 1_000))\r\n".utf8)
            var sent = 0
            while await client.sendSlowly(chunk), sent < 1_000_000 { sent += 1 }
            #expect(sent < 1_000_000)
        }
    }

    @Test func `a head with too many fields or too many bytes is refused`() async throws {
        try await live(
            echoing,
            {
                $0.headerCount = 10; $0.headerBytes = 2_000
            }
        ) { server in
            let many = try Client(server.port)
            let fields = (0..<11).map { "X-\($0): y\r\n" }.joined()
            many.send("GET /now/x HTTP/1.1\r\nHost: a\r\n\(fields)\r\n")
            #expect(try await many.answer().status == 431)
            let long = try Client(server.port)
            let value = String(repeating: "y", count: 2_000)
            long.send("GET /now/x HTTP/1.1\r\nHost: a\r\nX: \(value)\r\n\r\n")
            #expect(try await long.answer().status == 431)
            let flood = try Client(server.port)
            flood.send("GET /now/x HTTP/1.1\r\nHost: a\r\n")
            let field = Array("X-Flood: \(value)\r\n".utf8)
            var sent = 0
            while await flood.sendSlowly(field), sent < 100_000 { sent += 1 }
            #expect(sent < 100_000)
            let path = try Client(server.port)
            path.send(
                "GET /now/\(String(repeating: "y", count: 100_000)) HTTP/1.1\r\nHost: a\r\n\r\n")
            let rest = await path.rest()
            #expect(rest.isEmpty || rest.hasPrefix("HTTP/1.1 4"))
        }
    }

    @Test func `a client that sends a byte now and then is let go`() async throws {
        try await live(echoing, { $0.requestTime = .milliseconds(200) }) { server in
            let client = try Client(server.port)
            client.send("GET /now/x HTTP/1.1\r\nHo")
            #expect(await client.rest() == "")
            // The client hears of it before it is counted.
            while server.counters.clientsLetGo == 0 { await Task.yield() }
            #expect(server.counters.clientsLetGo == 1)
        }
    }

    @Test func `a client that is silent after its answer is let go`() async throws {
        try await live(echoing, { $0.idleTime = .seconds(1) }) { server in
            let client = try Client(server.port)
            client.send("GET /now/x HTTP/1.1\r\nHost: a\r\n\r\n")
            #expect(try await client.answer().body == "x")
            #expect(await client.rest() == "")
        }
    }

    @Test func `a slow handler is not an idle client`() async throws {
        let latch = Latch<Void>()
        var router = Router()
        router.get("/slow") { _, _ in
            await latch.value()
            return .text("done")
        }
        try await live(router, { $0.requestTime = .milliseconds(100) }) { server in
            let client = try Client(server.port)
            client.send("GET /slow HTTP/1.1\r\nHost: a\r\n\r\n")
            // A second client that is let go shows that the watch went round meanwhile.
            let idle = try Client(server.port)
            #expect(await idle.rest() == "")
            latch.open()
            #expect(try await client.answer().body == "done")
        }
    }

    @Test func `an address has no more connections than it may`() async throws {
        try await live(echoing, { $0.connectionsPerAddress = 3 }) { server in
            let clients = try (0..<3).map { _ in try Client(server.port) }
            for client in clients {
                client.send("GET /now/x HTTP/1.1\r\nHost: a\r\n\r\n")
                #expect(try await client.answer().status == 200)
            }
            #expect(await (try Client(server.port)).rest() == "")
            #expect(server.counters.connectionsRefused == 1)
        }
    }

    @Test func `limits give way to the open files of the process, and say so`() {
        var asked = Server.Configuration()
        asked.connections = 4_096
        asked.openStreams = 2_048
        let (small, sentences) = asked.adjusted(toOpenFiles: 1_024)
        #expect(small.connections == 768 && small.openStreams == 576)
        #expect(sentences.count == 2 && sentences[0].contains("ulimit -n 4352"))
        let (same, none) = asked.adjusted(toOpenFiles: 20_000)
        #expect(same.connections == 4_096 && same.openStreams == 2_048 && none.isEmpty)
    }
}
