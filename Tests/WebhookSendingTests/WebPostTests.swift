import Foundation
import Synchronization
import Testing
import WebhookSending

@Suite("Messages over the web")
struct WebPostTests {
    private let clock: @Sendable () -> Int64 = { 1_700_000_000_000 }

    private func message(_ address: String) -> SignedMessage {
        let outgoing = OutgoingMessage(
            number: 7, subscription: 1, address: address, secret: [UInt8](repeating: 1, count: 32),
            body: "{\"a\":\"é\"}", attempts: 0)
        return SignedMessage(outgoing, from: "Test/1", at: clock())
    }

    @Test("a message arrives whole, with its headers, and an answer's status counts")
    func arrives() async throws {
        let receiver = try RawReceiver(answer: "HTTP/1.1 204 No Content\r\n\r\n")
        let post = WebPost(to: .everywhere, clock: clock)
        #expect(await post.send(message(receiver.address)) == .arrived)
        let request = try #require(receiver.requests.first)
        #expect(request.hasPrefix("POST /hook HTTP/1.1\r\n"))
        #expect(
            request.contains("webhook-id: msg_7\r\n") && request.contains("User-Agent: Test/1\r\n"))
        #expect(request.contains("Content-Type: application/json\r\n"))
        #expect(request.hasSuffix("\r\n\r\n{\"a\":\"é\"}"))
    }

    @Test("of an answer's body nothing is read, and a head without end is broken off")
    func endless() async throws {
        let body = try RawReceiver(answer: "HTTP/1.1 200 OK\r\n\r\n", thenRepeating: "x")
        #expect(
            await WebPost(to: .everywhere, clock: clock).send(message(body.address)) == .arrived)
        #expect(body.bytesTaken < 8_000_000)
        let head = try RawReceiver(answer: "HTTP/1.1 200 OK\r\n", thenRepeating: "X-More: x\r\n")
        guard
            case .failed = await WebPost(to: .everywhere, clock: clock).send(message(head.address))
        else { return #expect(Bool(false), "a head without end was taken") }
        #expect(head.bytesTaken < 8_000_000)
    }

    @Test("no redirection is followed, wherever it leads")
    func redirections() async throws {
        let target = try RawReceiver(answer: "HTTP/1.1 204 No Content\r\n\r\n")
        let first = try RawReceiver(
            answer: "HTTP/1.1 307 Temporary Redirect\r\nLocation: \(target.address)\r\n"
                + "Content-Length: 0\r\n\r\n")
        let delivery = await WebPost(to: .everywhere, clock: clock).send(message(first.address))
        #expect(
            delivery == .failed("it answered 307, and redirections are not followed", wait: nil))
        #expect(target.requests.isEmpty)
    }

    @Test("a name is judged by the address that the connection is made to")
    func names() async throws {
        let receiver = try RawReceiver(answer: "HTTP/1.1 204 No Content\r\n\r\n")
        let address = receiver.address.replacing("127.0.0.1", with: "localhost")
        let delivery = await WebPost(to: AllowedNetworks(), clock: clock).send(message(address))
        #expect(delivery == .failed("its name leads into a private network", wait: nil))
        #expect(receiver.requests.isEmpty)
        let own = AllowedNetworks(["127.0.0.0/8"].compactMap { .init($0) })
        #expect(await WebPost(to: own, clock: clock).send(message(address)) == .arrived)
    }

    @Test("what does not answer, or not as a web server, is said so")
    func failures() async throws {
        let post = WebPost(to: .everywhere, patience: 300, clock: clock)
        #expect(
            await post.send(message("http://127.0.0.1:1/"))
                == .failed("it could not be reached", wait: nil))
        #expect(
            await post.send(message("http://nobody.invalid/"))
                == .failed("its name was not found", wait: nil))
        let silent = try RawReceiver(answer: "")
        #expect(
            await post.send(message(silent.address))
                == .failed("it did not answer in time", wait: nil))
        let odd = try RawReceiver(answer: "hello\r\n\r\n", closes: true)
        guard case .failed = await post.send(message(odd.address)) else {
            return #expect(Bool(false), "an answer that is none was taken")
        }
    }

    @Test("410 ends it, and Retry-After is read as seconds or as a date")
    func answers() {
        #expect(Delivery(status: 410, at: 0) == .ended("it answered 410 Gone"))
        for (field, wait) in [
            ("30", 30_000), (" 30 ", 30_000), ("Thu, 01 Jan 1970 00:01:00 GMT", 60_000),
            ("soon", nil),
            ("-5", nil), ("999999999999", 86_400_000),
        ] as [(String, Int64?)] {
            #expect(
                Delivery(status: 503, retryAfter: field, at: 0)
                    == .failed("it answered 503", wait: wait), "\(field)")
        }
    }
}
