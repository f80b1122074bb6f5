import Dispatch
@testable import HTTPServer
import Testing

/// What a server does when more is asked than it can do.
@Suite(.timeLimit(.minutes(1))) struct CrowdTests {
    /// Handlers that hold their threads until they are let go.
    private final class Hold: Sendable {
        let started = Latch<Void>()
        private let mayGo = DispatchSemaphore(value: 0)

        func router() -> Router {
            var router = echoing
            router.get("/hold") { [self] _, _ in
                started.open()
                mayGo.wait()
                mayGo.signal()
                return .text("held")
            }
            router.getAtOnce("/healthz") { _ in .text("alive") }
            router.on(.get, "/readyz", lane: .watching) { _, _ in .text("ready") }
            return router
        }

        func release() { mayGo.signal() }
    }

    @Test func `a full queue is answered 503 at once, and what waits is answered later`()
        async throws
    {
        let hold = Hold()
        try await live(hold.router(), { ($0.workers, $0.waitingRequests) = (1, 2) }) { server in
            let clients = try (0..<4).map { _ in try Client(server.port) }
            clients[0].send("GET /hold HTTP/1.1\r\nHost: a\r\n\r\n")
            await hold.started.value()
            for client in clients[1...2] { client.send("GET /now/x HTTP/1.1\r\nHost: a\r\n\r\n") }
            while server.counters.requestsInFlight < 3 { await Task.yield() }
            clients[3].send("GET /now/x HTTP/1.1\r\nHost: a\r\n\r\n")
            let refused = try await clients[3].answer()
            #expect(refused.status == 503 && refused.header("Retry-After") != nil)
            clients[3].send("GET /healthz HTTP/1.1\r\nHost: a\r\n\r\n")
            #expect(try await clients[3].answer().body == "alive")
            clients[3].send("GET /readyz HTTP/1.1\r\nHost: a\r\n\r\n")
            #expect(try await clients[3].answer().body == "ready")
            // What writes has threads of its own.
            clients[3].send("POST /echo HTTP/1.1\r\nHost: a\r\nContent-Length: 1\r\n\r\ny")
            #expect(try await clients[3].answer().body == "y")
            hold.release()
            #expect(try await clients[0].answer().body == "held")
            for client in clients[1...2] { #expect(try await client.answer().body == "x") }
        }
    }

    @Test func `idle connections make room for newcomers`() async throws {
        let hold = Hold()
        try await live(hold.router(), { $0.connections = 8 }) { server in
            var idle: [Client] = []
            for _ in 0..<200 {
                idle.append(try Client(server.port))
                let client = try Client(server.port)
                client.send("GET /healthz HTTP/1.1\r\nHost: a\r\n\r\n")
                #expect(try await client.answer().body == "alive")
            }
            // Whoever has just come is spared for a second, so a newcomer may be asked to try again.
            var status = 503
            while status == 503 {
                let client = try Client(server.port)
                client.send("GET /now/x HTTP/1.1\r\nHost: a\r\n\r\n")
                status = (try? await client.answer().status) ?? 503
            }
            #expect(status == 200)
            #expect(server.counters.openConnections < 150)
            #expect(server.counters.clientsLetGo > 0)
        }
    }

    @Test func `where every connection is at work, health is still answered and the rest refused`()
        async throws
    {
        let hold = Hold()
        try await live(hold.router(), { ($0.connections, $0.workers) = (8, 1) }) { server in
            let busy = try (0..<60).map { _ in
                let client = try Client(server.port)
                client.send("GET /hold HTTP/1.1\r\nHost: a\r\n\r\n")
                return client
            }
            await hold.started.value()
            while server.counters.requestsInFlight < 40 { await Task.yield() }
            let client = try Client(server.port)
            client.send("GET /healthz HTTP/1.1\r\nHost: a\r\n\r\n")
            #expect(try await client.answer().body == "alive")
            client.send("GET /now/x HTTP/1.1\r\nHost: a\r\n\r\n")
            // Refused, or let go for whoever asks for health next.
            #expect(((try? await client.answer().status) ?? 503) == 503)
            hold.release()
            // Who had not asked yet when room was needed was let go without an answer.
            for client in busy {
                let status = (try? await client.answer().status) ?? 503
                #expect([200, 503].contains(status))
            }
        }
    }
}
