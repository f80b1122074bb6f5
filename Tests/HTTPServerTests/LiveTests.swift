import Foundation
import FoundationNetworking
import HTTPServer
import Testing

/// Runs a server for as long as `body` does.
func live(
    _ router: Router, _ change: (inout Server.Configuration) -> Void = { _ in },
    _ body: (Server) async throws -> Void
) async throws {
    var configuration = Server.Configuration()
    configuration.threads = 2
    configuration.allowedHosts = ["a"]
    change(&configuration)
    let server = try Server(router: router, configuration: configuration)
    do { try await body(server) } catch {
        await server.shutdown(within: .zero)
        throw error
    }
    await server.shutdown(within: .zero)
}

/// Answers what was asked, some of it at once and some only after a wait.
var echoing: Router {
    var router = Router()
    router.get("/now/{text}") { _, parameters in .text(try parameters.get("text")) }
    router.get("/later/{text}") { _, parameters in
        await Task.yield()
        await Task.detached {}.value
        return .text(try parameters.get("text"))
    }
    router.post("/echo") { request, _ in
        await Task.detached {}.value
        return Response(type: "application/octet-stream", request.body)
    }
    return router
}

@Suite(.timeLimit(.minutes(1))) struct LiveTests {
    @Test func `one connection carries many requests`() async throws {
        try await live(echoing) { server in
            let client = try Client(server.port)
            for number in 0..<20 {
                let way = number % 2 == 0 ? "now" : "later"
                client.send("GET /\(way)/\(number) HTTP/1.1\r\nHost: a\r\n\r\n")
                let answer = try await client.answer()
                #expect(answer.status == 200 && answer.body == "\(number)")
            }
            #expect(server.counters.connections == 1)
            #expect(server.counters.responsesByClass == [2: 20])
            #expect(server.counters.latencyBuckets.reduce(0, +) == 20)
        }
    }

    @Test func `requests sent ahead are answered in order`() async throws {
        try await live(echoing) { server in
            let client = try Client(server.port)
            let requests = (0..<10).map { number in
                number % 3 == 0
                    ? "POST /echo HTTP/1.1\r\nHost: a\r\nContent-Length: 1\r\n\r\n\(number)"
                    : "GET /later/\(number) HTTP/1.1\r\nHost: a\r\n\r\n"
            }
            client.send(requests.joined())
            for number in 0..<10 { #expect(try await client.answer().body == "\(number)") }
        }
    }

    @Test func `a body in chunks arrives whole`() async throws {
        try await live(echoing) { server in
            let client = try Client(server.port)
            client.send("POST /echo HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n")
            client.send("3\r\nabc\r\n")
            client.send("A;x=y\r\n0123456789\r\n")
            client.send("0\r\n\r\n")
            let answer = try await client.answer()
            #expect(answer.status == 200 && answer.body == "abc0123456789")
        }
    }

    @Test func `a client that asks first is told to go on`() async throws {
        try await live(echoing) { server in
            let client = try Client(server.port)
            client.send(
                "POST /echo HTTP/1.1\r\nHost: a\r\nContent-Length: 2\r\nExpect: 100-continue\r\n\r\n"
            )
            #expect(try await client.head().status == 100)
            client.send("ok")
            #expect(try await client.answer().body == "ok")
        }
    }

    @Test func `two hundred connections are answered at once`() async throws {
        try await live(echoing) { server in
            let clients = try (0..<200).map { _ in try Client(server.port) }
            for (number, client) in clients.enumerated() {
                client.send("GET /later/\(number) HTTP/1.1\r\nHost: a\r\n\r\n")
            }
            for (number, client) in clients.enumerated() {
                #expect(try await client.answer().body == "\(number)")
            }
            #expect(server.counters.openConnections == 200)
        }
    }

    @Test func `HEAD has the length and no body`() async throws {
        try await live(echoing) { server in
            let client = try Client(server.port)
            client.send(
                "HEAD /now/abc HTTP/1.1\r\nHost: a\r\n\r\nGET /now/x HTTP/1.1\r\nHost: a\r\n\r\n")
            let head = try await client.answer(toHead: true)
            #expect(head.status == 200 && head.header("content-length") == "3")
            #expect(try await client.answer().body == "x")
        }
    }

    @Test func `a wrong method and a missing page are problems`() async throws {
        try await live(echoing) { server in
            let client = try Client(server.port)
            client.send("PUT /echo HTTP/1.1\r\nHost: a\r\nContent-Length: 0\r\n\r\n")
            let answer = try await client.answer()
            #expect(answer.status == 405 && answer.header("Allow") == "OPTIONS, POST")
            client.send("GET /nothing HTTP/1.1\r\nHost: a\r\n\r\n")
            let missing = try await client.answer()
            #expect(missing.status == 404)
            #expect(missing.header("Content-Type") == "application/problem+json")
        }
    }

    @Test func `a client of the platform's own is content`() async throws {
        try await live(echoing) { server in
            var request = URLRequest(
                url: try #require(URL(string: "http://127.0.0.1:\(server.port)/echo")))
            request.httpMethod = "POST"
            let body = Data((0..<400_000).map { UInt8(truncatingIfNeeded: $0) })
            request.httpBody = body
            let (data, response) = try await URLSession.shared.data(for: request)
            #expect((response as? HTTPURLResponse)?.statusCode == 200)
            #expect(data == body)
        }
    }
}
