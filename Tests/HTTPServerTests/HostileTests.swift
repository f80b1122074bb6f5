import HTTPServer
import Testing

@Suite(.timeLimit(.minutes(1))) struct HostileTests {
    @Test(arguments: [
        "/now/%FF", "/now/%00", "/now/..", "/now/%2e%2e/x", "/now/%", "/now/\u{7F}", "/now/%0d%0aX",
        "/../etc/passwd", "/now/%C0%AE", "now/x",
    ])
    func `a path that no honest client sends is a bad request`(path: String) async throws {
        try await live(echoing) { server in
            let client = try Client(server.port)
            client.send("GET \(path) HTTP/1.1\r\nHost: a\r\n\r\n")
            #expect(try await client.answer().status == 400)
        }
    }

    @Test(arguments: [UInt64(1), 2, 3])
    func `random bytes do no harm`(seed: UInt64) async throws {
        try await live(echoing, { $0.requestTime = .milliseconds(100) }) { server in
            var state = seed
            func random() -> UInt64 {
                state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
                return state >> 33
            }
            let valid = Array(
                "POST /echo HTTP/1.1\r\nHost: a\r\nContent-Length: 3\r\nX-Y: z\r\n\r\nabc".utf8)
            var clients: [Client] = []
            for _ in 0..<60 {
                var bytes = valid
                for _ in 0...random() % 4 {
                    bytes[Int(random() % UInt64(bytes.count))] = UInt8(random() % 256)
                }
                let client = try Client(server.port)
                client.send(bytes)
                clients.append(client)
            }
            for client in clients { _ = await client.rest() }
            let other = try Client(server.port)
            other.send("GET /now/x HTTP/1.1\r\nHost: a\r\n\r\n")
            #expect(try await other.answer().body == "x", "seed \(seed)")
        }
    }
}
