import HTTPServer
import Testing

@Suite(.timeLimit(.minutes(1))) struct StreamTests {
    /// A stream that the test holds the other end of.
    private struct Channel {
        let opened = Latch<ResponseStream>()
        let ended = Latch<ResponseStream.End>()

        func router(limit: Int = 262_144) -> Router {
            var router = echoing
            router.get("/events") { _, _ in
                let stream = ResponseStream(limit: limit) { ended.bring($0) }
                opened.bring(stream)
                return .events(stream)
            }
            return router
        }
    }

    private let request = "GET /events HTTP/1.1\r\nHost: a\r\n\r\n"

    @Test func `what is sent arrives in order, and the end with it`() async throws {
        let channel = Channel()
        try await live(channel.router()) { server in
            let client = try Client(server.port)
            client.send(request)
            let stream = await channel.opened.value()
            let head = try await client.head()
            #expect(head.header("content-type") == "text/event-stream; charset=utf-8")
            // One at a time, so that each finds the connection suspended; then a crowd at once.
            for number in 0..<20 {
                stream.send(ServerSentEvent(data: "\(number)"))
                #expect(try await client.chunk() == "data: \(number)\n\n")
            }
            for number in 0..<2_000 { stream.send(ServerSentEvent(data: "\(number)")) }
            stream.finish()
            var text = ""
            while case let chunk = try await client.chunk(), !chunk.isEmpty { text += chunk }
            #expect(text == (0..<2_000).map { "data: \($0)\n\n" }.joined())
            #expect(await channel.ended.value() == .finished)
            client.send("GET /now/x HTTP/1.1\r\nHost: a\r\n\r\n")
            #expect(try await client.answer().body == "x")
        }
        #expect(channel.ended.pending.isEmpty)
    }

    @Test func `many senders at once lose nothing`() async throws {
        let channel = Channel()
        try await live(channel.router(limit: 10_000_000)) { server in
            let client = try Client(server.port)
            client.send(request)
            let stream = await channel.opened.value()
            await withTaskGroup { group in
                for sender in 0..<8 {
                    group.addTask {
                        for number in 0..<200 {
                            stream.send(ServerSentEvent(data: "\(sender) \(number)"))
                        }
                    }
                }
            }
            stream.finish()
            let lines = try await client.answer().body.split(separator: "\n")
            #expect(lines.count == 1_600)
            for sender in 0..<8 {
                let own = lines.filter { $0.hasPrefix("data: \(sender) ") }
                #expect(own.map { String($0) } == (0..<200).map { "data: \(sender) \($0)" })
            }
        }
    }

    @Test func `a client that does not read is let go`() async throws {
        let channel = Channel()
        try await live(channel.router(limit: 100_000)) { server in
            let client = try Client(server.port, receiveBuffer: 4_096)
            client.send(request)
            let stream = await channel.opened.value()
            let piece = [UInt8](repeating: UInt8(ascii: "x"), count: 1_000)
            while stream.send(piece) { await Task.yield() }
            #expect(await channel.ended.value() == .overrun)
            // Through a window of 4 KiB the rest would take as long as TCP's probes of it.
            client.receive(buffer: 1_048_576)
            _ = await client.rest()
            #expect(server.counters.streamsOverrun == 1)
        }
    }

    @Test func `a client that went away is noticed at a heartbeat`() async throws {
        let channel = Channel()
        try await live(channel.router(), { $0.heartbeat = .seconds(3_600) }) { server in
            let client = try Client(server.port)
            client.send(request)
            let stream = await channel.opened.value()
            _ = try await client.head()
            stream.send(ServerSentEvent(data: "x"))
            #expect(try await client.chunk() == "data: x\n\n")
            #expect(server.counters.openStreams == 1)
            client.hangUp()
            while channel.ended.pending.isEmpty {
                server.beat()
                await Task.yield()
            }
            #expect(await channel.ended.value() == .clientGone)
            #expect(!stream.send([1]))
        }
        #expect(channel.ended.pending.isEmpty)
    }

    @Test func `a heartbeat comes by itself and harms nobody`() async throws {
        let channel = Channel()
        try await live(channel.router(), { $0.heartbeat = .milliseconds(20) }) { server in
            let client = try Client(server.port)
            client.send(request)
            let stream = await channel.opened.value()
            _ = try await client.head()
            for _ in 0..<3 {
                #expect(try await client.chunk() == "event: alive\ndata: {}\n\n")
            }
            stream.finish()
            #expect(await channel.ended.value() == .finished)
        }
    }

    @Test func `one stream too many is refused and its owner told`() async throws {
        let channel = Channel()
        var clients: [Client] = []
        try await live(channel.router(), { $0.openStreams = 2 }) { server in
            clients = try (0..<3).map { _ in try Client(server.port) }
            for client in clients.prefix(2) {
                client.send(request)
                _ = try await client.head()
            }
            clients[2].send(request)
            let answer = try await clients[2].answer()
            #expect(answer.status == 503 && answer.header("Retry-After") == "60")
            #expect(await channel.ended.value() == .refused)
            #expect(server.counters.streamsRefused == 1 && server.counters.openStreams == 2)
        }
        #expect(await channel.ended.value() == .serverStopped)
        #expect(await channel.ended.value() == .serverStopped)
    }
}
