import Catalogue
import CatalogueStore
import Digests
import Foundation
import HTTPServer
@testable import Marketplace
import Testing
import WebhookSending

@Suite("Webhooks")
struct WebhookTests {
    let shop: Shop
    let client: Client

    init() throws {
        shop = try Shop()
        client = Client(shop)
    }

    /// A receiver that answers as it is told and remembers what it got.
    private final class Receiver: Sendable {
        let messages = Shelf<[SignedMessage]>([])
        let status = Shelf<Int?>(200)
        let retryAfter = Shelf<String?>(nil)

        func receive(_ message: SignedMessage, at now: Int64) -> Delivery {
            messages.change { $0.append(message) }
            guard let status = status.value else {
                return .failed("it did not answer in time", wait: nil)
            }
            return Delivery(status: status, retryAfter: retryAfter.value, at: now)
        }
    }

    private func courier(_ receiver: Receiver, local: Bool = true) -> Courier {
        var settings = Courier.Settings()
        settings.networks = local ? .everywhere : .init()
        (settings.firstDelay, settings.attempts) = (1_000, 4)
        let clock = shop.clock
        return Courier(CatalogueOutbox(shop.store), settings, clock: clock) {
            receiver.receive($0, at: clock())
        }
    }

    private func register(_ order: JSON = ["address": "https://198.51.100.7/hook"]) async
        -> Client.Answer
    {
        await Client(shop, local: true).post("/api/webhooks", order, key: shop.council)
    }

    private func tell(_ solution: String = "family-link") async {
        if shop.desk.snapshot.contents.problems.isEmpty {
            _ = await client.post("/api/problems", Shop.problem(), key: shop.council)
        }
        _ = await client.post("/api/solutions", Shop.solution(solution), key: shop.supplier)
    }

    @Test(
        "a message arrives once, signed so that its receiver can tell, and never the secret again")
    func signed() async throws {
        let made = await register()
        #expect(made.status == 201)
        let text = try #require(made.json["secret"]?.text)
        let secret = try #require(Data(base64Encoded: String(text.dropFirst(6))))
        await tell()
        let receiver = Receiver()
        #expect(try await courier(receiver).deliver() == 1)
        #expect(try await courier(receiver).deliver() == 0)
        let message = try #require(receiver.messages.value.first)
        let id = try #require(message.headers["webhook-id"])
        let time = try #require(message.headers["webhook-timestamp"])
        #expect(time == "\(shop.clock() / 1_000)")
        let code = MessageAuthentication.code(
            of: "\(id).\(time).\(message.body)".utf8, secret: Array(secret))
        #expect(
            message.headers["webhook-signature"] == "v1," + Data(code).base64EncodedString())
        #expect(try JSON(parsing: message.body)["solution"] == "family-link")
        let listed = await client.send(.get, "/api/webhooks", [:], key: shop.council)
        #expect(!listed.text.contains("whsec"))
        #expect(listed.json["webhooks"]?.elements?.first?["lastOutcome"] == "sent")
    }

    @Test(
        "what does not arrive is tried again after twice as long, under the same id, and given up")
    func retries() async throws {
        _ = await register()
        await tell()
        let receiver = Receiver()
        let courier = courier(receiver)
        for (status, wait) in [(500, 1_000), (nil, 2_000), (302, 4_000)] as [(Int?, Int64)] {
            receiver.status.change { $0 = status }
            #expect(try await courier.deliver() == 0)
            shop.wait(milliseconds: wait - 1)
            #expect(try await courier.deliver() == 0)
            shop.wait(milliseconds: 1)
        }
        #expect(receiver.messages.value.count == 3)
        #expect(Set(receiver.messages.value.map { $0.headers["webhook-id"] }).count == 1)
        #expect(Set(receiver.messages.value.map { $0.headers["webhook-timestamp"] }).count == 3)
        #expect(try await courier.deliver() == 0)
        shop.wait(milliseconds: 1_000_000)
        #expect(try await courier.deliver() == 0)
        #expect(receiver.messages.value.count == 4)
        let listed = await client.send(.get, "/api/webhooks", [:], key: shop.council)
        let webhook = try #require(listed.json["webhooks"]?.elements?.first)
        #expect(webhook["waiting"] == 0)
        #expect(webhook["lastOutcome"]?.text?.hasPrefix("given up") == true)
    }

    @Test("a receiver that fails holds up no other, and gets its messages in order when it is back")
    func order() async throws {
        _ = await register(["address": "https://198.51.100.7/bad"])
        _ = await register(["address": "https://198.51.100.7/good"])
        for number in 0..<3 { await tell("solution-\(number)") }
        let isBack = Shelf(false)
        let got = Shelf<[String]>([])
        var settings = Courier.Settings()
        (settings.networks, settings.firstDelay) = (.everywhere, 1_000)
        let courier = Courier(CatalogueOutbox(shop.store), settings, clock: shop.clock) { message in
            if message.address.hasSuffix("bad"), !isBack.value {
                return Delivery(status: 503, at: 0)
            }
            got.change {
                $0.append("\(message.address.suffix(4)) \(message.headers["webhook-id"] ?? "")")
            }
            return .arrived
        }
        #expect(try await courier.deliver() == 3)
        isBack.change { $0 = true }
        for _ in 0..<4 {
            shop.wait(milliseconds: 5_000)
            _ = try await courier.deliver()
        }
        #expect(got.value.count == 6)
        #expect(Set(got.value).count == 6)
    }

    @Test("an address that leads into a private network is refused, however it is written")
    func privateAddresses() async throws {
        for address in [
            "http://127.0.0.1/", "http://localhost:8090/", "http://LOCALHOST/", "http://127.1/",
            "http://0x7f000001/", "http://2130706433/", "http://[::1]/",
            "http://[::ffff:10.0.0.1]/",
            "http://10.1.2.3/", "https://192.168.0.1/", "http://172.31.255.255/",
            "http://169.254.169.254/latest",
            "http://[fd00::1]/", "http://[fe80::1]/", "http://0.0.0.0/", "http://100.64.0.1/",
            "http://[64:ff9b::a00:1]/", "http://[2002:a00:1::]/", "ftp://example.org/",
            "file:///etc/passwd",
            "gopher://example.org/", "javascript:alert(1)", "https://user:secret@example.org/",
            "example.org", "",
            "https://", "https://example.org/#part",
        ] {
            let answer = await client.post(
                "/api/webhooks", ["address": .string(address)], key: shop.council)
            #expect(answer.status == 422, "\(address)")
            #expect(answer.fields == ["address"], "\(address)")
        }
        for address in [
            "https://8.8.8.8/hook", "http://[2606:4700::1111]:8443/x?y=z", "https://example.org",
        ] {
            let answer = await client.post(
                "/api/webhooks", ["address": .string(address)], key: shop.council)
            #expect(answer.status == 201, "\(address)")
        }
    }

    @Test("an address that may no longer be sent to is not sent to")
    func addresses() async throws {
        // It was registered when local addresses were allowed, and they no longer are.
        _ = await register(["address": "http://localhost:1/hook"])
        await tell()
        let receiver = Receiver()
        #expect(try await courier(receiver, local: false).deliver() == 0)
        #expect(receiver.messages.value.isEmpty)
    }

    @Test("a receiver that answers 410 is sent nothing more, and the list says why")
    func gone() async throws {
        _ = await register()
        await tell("first")
        await tell("second")
        let receiver = Receiver()
        receiver.status.change { $0 = 410 }
        #expect(try await courier(receiver).deliver() == 0)
        shop.wait(milliseconds: 10_000_000)
        await tell("third")
        #expect(try await courier(receiver).deliver() == 0)
        #expect(receiver.messages.value.count == 1)
        #expect(try shop.store.webhooks().isEmpty)
        let listed = await client.send(.get, "/api/webhooks", [:], key: shop.council)
        let webhook = try #require(listed.json["webhooks"]?.elements?.first)
        #expect(webhook["ended"] == "it answered 410 Gone" && webhook["waiting"] == 0)
    }

    @Test(
        "a receiver that asks for time is given it",
        arguments: ["90", "Thu, 01 Jan 2099 00:00:00 GMT"])
    func retryAfter(field: String) async throws {
        _ = await register()
        await tell()
        let receiver = Receiver()
        receiver.status.change { $0 = 503 }
        receiver.retryAfter.change { $0 = field }
        let courier = courier(receiver)
        #expect(try await courier.deliver() == 0)
        shop.wait(milliseconds: 89_999)
        #expect(try await courier.deliver() == 0)
        #expect(receiver.messages.value.count == 1)
        // Nobody is waited for longer than a day at once.
        shop.wait(milliseconds: field == "90" ? 1 : 86_400_000 - 89_999)
        receiver.status.change { $0 = 204 }
        #expect(try await courier.deliver() == 1)
    }

    @Test("a webhook is its organisation's alone, ends when removed, and there are only so many")
    func ownership() async throws {
        _ = await client.post("/api/problems", Shop.problem(), key: shop.council)
        let about: JSON = ["address": "https://8.8.8.8/", "problem": "earlier-contacts"]
        #expect(await client.post("/api/webhooks", about, key: shop.supplier).status == 403)
        #expect(await client.post("/api/webhooks", about).status == 401)
        let unknown = about.setting("problem", to: "nothing")
        #expect(await client.post("/api/webhooks", unknown, key: shop.council).status == 404)
        let made = await client.post("/api/webhooks", about, key: shop.council)
        let address = try #require(made.response.headers["Location"])
        #expect(await client.delete(address, key: shop.supplier).status == 404)
        #expect(await client.delete(address, key: shop.council).status == 204)
        #expect(await client.delete(address, key: shop.council).status == 404)
        await tell()
        #expect(try shop.store.dueMessages().isEmpty)
        for _ in 0..<20 {
            #expect(await client.post("/api/webhooks", about, key: shop.council).status == 201)
        }
        #expect(await client.post("/api/webhooks", about, key: shop.council).status == 409)
    }
}
