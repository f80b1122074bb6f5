import Digests
import Foundation
import HTTPServer
import Patience
import Synchronization
import Testing

@Suite("Webhooks from the program itself", .waits)
struct WebhookTests {
    /// A receiver on a port of its own that fails as often as it is told to.
    private final class Receiver: Sendable {
        struct Message: Sendable {
            let headers: Headers
            let body: [UInt8]
        }

        private let server: Server
        private let shared: Post

        init(failures: Int) throws {
            let shared = Post(failures)
            var router = Router()
            router.post("/hook") { request, _ in
                shared.take(Message(headers: request.headers, body: request.body))
                    ? Response(.noContent) : Response(.internalServerError)
            }
            server = try Server(router: router)
            self.shared = shared
        }

        var port: UInt16 { server.port }
        var messages: [Message] { shared.messages }

        final class Post: Sendable {
            private let state: Mutex<(messages: [Message], failures: Int)>
            init(_ failures: Int) { state = Mutex(([], failures)) }

            var messages: [Message] { state.withLock { $0.messages } }

            /// Whether it is answered as received.
            func take(_ message: Message) -> Bool {
                state.withLock { state in
                    state.messages.append(message)
                    state.failures -= 1
                    return state.failures < 0
                }
            }
        }
    }

    /// The receiver answers in this process, where other tests may keep it waiting so long that the
    /// sender gives up and comes again after twice the time, and twice that.
    private static let patience = Duration.seconds(300)

    @Test("a message that failed twice arrives, signed, under one id, and not again after a kill")
    func delivered() async throws {
        let begun = Date().timeIntervalSince1970.rounded(.down)
        let registry = try Registry()
        let receiver = try Receiver(failures: 2)
        var serving = try await Serving(
            registry.data, "--allow-local-webhooks", "--webhook-retry", "1")
        let made = try await serving.ask(
            "POST", "/api/webhooks", #"{"address": "http://127.0.0.1:\#(receiver.port)/hook"}"#,
            key: registry.key)
        #expect(made.status == 201, "\(made.text)")
        let text = try #require(made.text.firstMatch(of: /whsec_([A-Za-z0-9+\/=]+)/)).1
        let secret = try #require(Data(base64Encoded: String(text)))
        _ = try await serving.ask(
            "POST", "/api/problems", Registry.problem("earlier-contacts"), key: registry.key)
        _ = try await serving.ask(
            "POST", "/api/solutions", Registry.solution("first"), key: registry.key)
        try await wait(within: Self.patience) { receiver.messages.count >= 3 }
        for message in receiver.messages {
            let id = try #require(message.headers["webhook-id"])
            let time = try #require(message.headers["webhook-timestamp"])
            let code = MessageAuthentication.code(
                of: Array("\(id).\(time).".utf8) + message.body, secret: Array(secret))
            #expect(
                message.headers["webhook-signature"] == "v1," + Data(code).base64EncodedString())
            #expect((begun...Date().timeIntervalSince1970).contains(try #require(Double(time))))
        }
        #expect(Set(receiver.messages.map { $0.headers["webhook-id"] }).count == 1)
        // Settled once the list says so; a kill after that sends nothing again.
        var listed = ""
        for _ in 0..<1_000 where !listed.contains("\"lastOutcome\":\"sent\"") {
            listed = try await serving.ask("GET", "/api/webhooks", key: registry.key).text
        }
        #expect(listed.contains("\"lastOutcome\":\"sent\""), "\(listed)")
        serving.kill()
        serving = try await Serving(registry.data, "--allow-local-webhooks", "--webhook-retry", "1")
        _ = try await serving.ask(
            "POST", "/api/solutions", Registry.solution("second"), key: registry.key)
        try await wait(within: Self.patience) { receiver.messages.count >= 4 }
        #expect(String(decoding: receiver.messages[3].body, as: UTF8.self).contains("second"))
        #expect(try await serving.stop() == 0)
        #expect(receiver.messages.count == 4)
    }

    @Test("unless it was allowed, nothing is sent into this machine's own network")
    func local() async throws {
        let registry = try Registry()
        let serving = try await Serving(registry.data)
        let made = try await serving.ask(
            "POST", "/api/webhooks", #"{"address": "http://127.0.0.1:9/hook"}"#, key: registry.key)
        #expect(made.status == 422, "\(made.text)")
        #expect(made.text.contains("private network"))
    }
}
