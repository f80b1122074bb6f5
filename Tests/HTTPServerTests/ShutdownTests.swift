import HTTPServer
import Testing

@Suite(.timeLimit(.minutes(1))) struct ShutdownTests {
    private let started = Latch<Void>()
    private let mayEnd = Latch<Void>()
    private let sawCancellation = Latch<Bool>()

    private var router: Router {
        let (started, mayEnd, sawCancellation) = (started, mayEnd, sawCancellation)
        var router = Router()
        router.get("/slow") { _, _ in
            started.open()
            await mayEnd.value()
            sawCancellation.bring(Task.isCancelled)
            return .text("done")
        }
        router.get("/events") { _, _ in
            let stream = ResponseStream()
            stream.send(ServerSentEvent(data: "hello"))
            started.open()
            return .events(stream)
        }
        return router
    }

    @Test func `a request in flight is answered before the server stops`() async throws {
        let server = try Server(router: router)
        let client = try Client(server.port)
        client.send("GET /slow HTTP/1.1\r\nHost: localhost\r\n\r\n")
        await started.value()
        async let stopped: Void = server.shutdown(within: .seconds(20))
        async let stoppedTwice: Void = server.shutdown(within: .seconds(20))
        // Until the address is closed, the server has not begun to stop.
        while (try? Client(server.port)) != nil { await Task.yield() }
        mayEnd.open()
        let answer = try await client.answer()
        #expect(answer.status == 200 && answer.body == "done")
        #expect(answer.header("Connection")?.lowercased() == "close")
        await stopped
        await stoppedTwice
        await server.shutdown(within: .zero)
        #expect(await !sawCancellation.value())
        #expect(server.counters.openConnections == 0 && server.counters.requestsInFlight == 0)
    }

    @Test func `a request whose body is still coming is answered before the server stops`()
        async throws
    {
        var router = Router()
        router.post("/echo") { request, _ in .text(String(decoding: request.body, as: UTF8.self)) }
        let server = try Server(router: router)
        let client = try Client(server.port)
        client.send("POST /echo HTTP/1.1\r\nHost: localhost\r\nContent-Length: 8\r\n\r\nhalf")
        while server.counters.requestsInFlight == 0 { await Task.yield() }
        async let stopped: Void = server.shutdown(within: .seconds(20))
        while (try? Client(server.port)) != nil { await Task.yield() }
        client.send("done")
        let answer = try await client.answer()
        #expect(answer.status == 200 && answer.body == "halfdone")
        await stopped
    }

    @Test func `a request that takes too long is told so and its task cancelled`() async throws {
        let server = try Server(router: router)
        let client = try Client(server.port)
        client.send("GET /slow HTTP/1.1\r\nHost: localhost\r\n\r\n")
        await started.value()
        await server.shutdown(within: .milliseconds(10))
        #expect(try await client.answer().status == 503)
        #expect(await client.rest() == "")
        mayEnd.open()
        #expect(await sawCancellation.value())
    }

    @Test func `streams end when the server stops`() async throws {
        let server = try Server(router: router)
        let client = try Client(server.port)
        client.send("GET /events HTTP/1.1\r\nHost: localhost\r\n\r\n")
        await started.value()
        #expect(try await client.head().status == 200)
        await server.shutdown(within: .seconds(20))
        #expect(try await client.chunk() == "data: hello\n\n")
        #expect(try await client.chunk() == "")
    }

    @Test func `a kept connection is refused politely while the server stops`() async throws {
        let server = try Server(router: router)
        let slow = try Client(server.port)
        slow.send("GET /slow HTTP/1.1\r\nHost: localhost\r\n\r\n")
        await started.value()
        let kept = try Client(server.port)
        kept.send("GET /nothing HTTP/1.1\r\nHost: localhost\r\n\r\n")
        #expect(try await kept.answer().status == 404)
        async let stopped: Void = server.shutdown(within: .seconds(20))
        while (try? Client(server.port)) != nil { await Task.yield() }
        kept.send("GET /nothing HTTP/1.1\r\nHost: localhost\r\n\r\n")
        let answer = try await kept.answer()
        #expect(answer.status == 503 && answer.header("Retry-After") == "5")
        mayEnd.open()
        #expect(try await slow.answer().status == 200)
        await stopped
    }

    @Test func `a client that left while its answer was made does no harm`() async throws {
        let server = try Server(router: router)
        let client = try Client(server.port)
        client.send("GET /slow HTTP/1.1\r\nHost: localhost\r\n\r\n")
        await started.value()
        client.hangUp()
        mayEnd.open()
        #expect(await !sawCancellation.value())
        while server.counters.openConnections > 0 { await Task.yield() }
        await server.shutdown(within: .seconds(20))
        #expect(server.counters.requestsInFlight == 0)
    }

    @Test func `a server that nobody holds stops by itself`() async throws {
        var server: Server? = try Server(router: router)
        let port = try #require(server?.port)
        let client = try Client(port)
        client.send("GET /slow HTTP/1.1\r\nHost: localhost\r\n\r\n")
        await started.value()
        server = nil
        #expect(throws: Client.Fault.self) { try Client(port) }
        mayEnd.open()
        #expect(await sawCancellation.value())
    }

    @Test func `an address that is taken is named, with what to do`() throws {
        let server = try Server(router: router)
        var configuration = Server.Configuration()
        configuration.port = server.port
        let error = #expect(throws: ServerError.self) {
            try Server(router: router, configuration: configuration)
        }
        #expect(error?.description.contains("port \(server.port): another program does") == true)
        configuration.host = "no.such.host.invalid"
        #expect(throws: ServerError.unknownHost("no.such.host.invalid")) {
            try Server(router: router, configuration: configuration)
        }
    }
}
