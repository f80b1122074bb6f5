import Catalogue
import CatalogueStore
import HTTPServer
@testable import Marketplace
import Testing

@Suite("Allowances")
struct DoorTests {
    let shop: Shop

    init() throws { shop = try Shop() }

    private func client(address: Allowance? = nil, key: Allowance? = nil) -> Client {
        var settings = Door.Settings()
        (settings.address, settings.key) = (address, key)
        return Client(shop, door: settings)
    }

    @Test("an address that asks too often waits as long as it was told to, and others do not wait")
    func addresses() async throws {
        let client = client(address: Allowance(perSecond: 0.5, burst: 5))
        func ask(_ address: String = "192.0.2.1") async -> Client.Answer {
            await client.send(.get, "/api/unmet", [:], client: address)
        }
        for _ in 0..<5 { #expect(await ask().status == 200) }
        let refused = await ask()
        #expect(refused.status == 429)
        #expect(refused.response.headers["Retry-After"] == "2")
        #expect(await ask("192.0.2.2").status == 200)
        shop.wait(milliseconds: 1_999)
        #expect(await ask().status == 429)
        shop.wait(milliseconds: 1)
        #expect(await ask().status == 200)
        #expect(await ask().status == 429)
    }

    @Test("a network of IPv6 is one address")
    func networks() async throws {
        let one = Allowance(perSecond: 0.001, burst: 1)
        let client = client(address: one)
        #expect(await client.send(.get, "/api/unmet", [:], client: "2001:db8:1:2::3").status == 200)
        #expect(
            await client.send(.get, "/api/unmet", [:], client: "2001:db8:1:2:ff::").status == 429)
        #expect(await client.send(.get, "/api/unmet", [:], client: "2001:db8:1:3::3").status == 200)
    }

    @Test("a key that writes too often waits, wherever it writes from")
    func keys() async throws {
        let client = client(key: Allowance(perSecond: 1, burst: 3))
        func write(_ number: Int) async -> Int {
            await client.send(
                .post, "/api/solutions", [:], Shop.solution("solution-\(number)"),
                key: shop.supplier,
                client: "192.0.2.\(number)"
            ).status
        }
        for number in 0..<3 { #expect(await write(number) == 201) }
        #expect(await write(3) == 429)
        #expect(shop.desk.snapshot.contents.solutions.count == 3)
        #expect(await client.post("/api/problems", Shop.problem(), key: shop.council).status == 201)
        shop.wait(milliseconds: 1_000)
        #expect(await write(3) == 201)
    }

    @Test("whoever guesses keys is soon told to wait, and nobody else behind the same address is")
    func guessing() async throws {
        let client = client(address: Allowance(perSecond: 20, burst: 200))
        let wrong = shop.supplier.dropLast() + (shop.supplier.hasSuffix("0") ? "1" : "0")
        var statuses: [Int] = []
        for _ in 0..<20 {
            statuses.append(
                await client.post("/api/solutions", Shop.solution(), key: String(wrong)).status)
        }
        #expect(Set(statuses) == [401, 429])
        #expect(statuses.count { $0 == 401 } == 10)
        let owner = await client.send(
            .post, "/api/solutions", [:], Shop.solution(), key: shop.supplier)
        #expect(owner.status == 201)
        #expect(await client.send(.get, "/api/unmet", [:]).status == 200)
    }

    @Test("wrong keys cost nobody else behind the same address anything")
    func guessingBesideOthers() async throws {
        let client = client(address: Allowance(perSecond: 20, burst: 200))
        for number in 0..<60 {
            let wrong =
                String(repeating: "\(number % 10)", count: 12) + "."
                + String(repeating: "a", count: 64)
            let answer = await client.post("/api/solutions", Shop.solution(), key: wrong)
            #expect([401, 429].contains(answer.status))
        }
        #expect(await client.send(.get, "/api/unmet", [:]).status == 200)
        #expect(
            await client.post("/api/solutions", Shop.solution(), key: shop.supplier).status == 201)
    }

    @Test("what is not UTF-8 is refused in a query as it is in JSON")
    func damaged() async throws {
        let client = client()
        #expect(await client.send(.get, "/api/search?q=%C3%28", [:]).status == 400)
        #expect(await client.send(.get, "/api/search?q=%C3%A9", [:]).status == 200)
    }

    @Test("a bucket never holds more than its burst, and of many only so many are remembered")
    func buckets() {
        let now = Shelf<Int64>(0)
        let buckets = TokenBuckets(Allowance(perSecond: 10, burst: 2), capacity: 100) { now.value }
        now.change { $0 += 1_000_000 }
        #expect([1, 2, 3].map { _ in buckets.take(from: "a") } == [nil, nil, 1])
        for number in 0..<1_000 { #expect(buckets.take(from: "\(number)") == nil) }
        // A clock that is put back gives nothing and takes nothing.
        now.change { $0 -= 500_000 }
        #expect(buckets.take(2, from: "fresh") == nil)
        #expect(buckets.take(2, from: "fresh") == 1)
    }
}
