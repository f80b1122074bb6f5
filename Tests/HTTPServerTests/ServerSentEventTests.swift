import HTTPServer
import Testing

@Suite struct ServerSentEventTests {
    private func text(_ event: ServerSentEvent) -> String {
        String(decoding: event.bytes, as: UTF8.self)
    }

    @Test func `an event is its fields and a blank line`() {
        let event = ServerSentEvent(
            id: "12", event: "alert", data: "{}", retry: .milliseconds(1_500))
        #expect(text(event) == "id: 12\nevent: alert\nretry: 1500\ndata: {}\n\n")
    }

    @Test(arguments: [
        ("a\nb", "data: a\ndata: b\n\n"), ("a\r\nb\rc", "data: a\ndata: b\ndata: c\n\n"),
        ("", "data: \n\n"), ("a\n", "data: a\ndata: \n\n"), ("\n\n", "data: \ndata: \ndata: \n\n"),
        (" é👩‍👧", "data:  é👩‍👧\n\n"),
    ])
    func `every line of the data is a field of its own`(data: String, expected: String) {
        #expect(text(ServerSentEvent(data: data)) == expected)
    }

    @Test func `an id or a name cannot bring a field`() {
        let event = ServerSentEvent(id: "1\ndata: x", event: "a\r\nid: 2\0", data: "d")
        #expect(text(event) == "id: 1 data: x\nevent: a  id: 2 \ndata: d\n\n")
    }
}

@Suite struct ResponseStreamTests {
    @Test func `a stream keeps order and says when it is over`() {
        let stream = ResponseStream(limit: 10)
        #expect(stream.send(Array("abc".utf8)) && stream.send(Array("def".utf8)))
        #expect(stream.takeBuffered() == Array("abcdef".utf8))
        #expect(stream.send(Array("0123456789".utf8)) && stream.end == nil)
        #expect(!stream.send(Array("x".utf8)))
        #expect(stream.end == .overrun)
        #expect(!stream.send([]))
    }

    @Test func `the first end is the end`() {
        let stream = ResponseStream()
        stream.finish()
        #expect(!stream.send([1]) && stream.end == .finished)
    }

    @Test func `a stream that answers HEAD is ended and its owner told once`() async {
        let ended = Latch<ResponseStream.End>()
        var router = Router()
        router.get("/events") { _, _ in .events(ResponseStream { ended.bring($0) }) }
        let response = await router.respond(to: Request(.head, "/events"))
        #expect(response.headers["content-type"] == "text/event-stream; charset=utf-8")
        #expect(await ended.value() == .finished)
        #expect(ended.pending.isEmpty)
    }
}
