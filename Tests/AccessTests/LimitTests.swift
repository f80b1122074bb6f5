import HTTPServer
import Reviews
import SignIn
import Testing

@testable import Access

@Suite struct LimitTests {
    @Test func `whoever guesses at a key is locked out, and nobody else is`() async throws {
        let door = try Door()
        let (good, other) = (try door.key(.duty), try door.key(.duty))
        let wrong = "\(good.prefix(13))\(other.suffix(64))"
        func ask(_ text: String, from client: String = "192.0.2.7") async -> Response {
            await door.ask("/queue", ["Authorization": "Bearer \(text)"], client: client)
        }
        for _ in 0..<10 { #expect(await ask(wrong).status == .unauthorized) }
        let locked = await ask(wrong)
        #expect(locked.status == .tooManyRequests)
        #expect(locked.headers["Retry-After"] == "60")
        // Not even the right one, so that a guesser learns nothing.
        #expect(await ask(good).status == .tooManyRequests)
        #expect(await ask(other).status == .ok)
        #expect(await ask(good, from: "192.0.2.8").status == .ok)
        door.time.pass(minutes: 1)
        #expect(await ask(good).status == .ok)
    }

    @Test func `one-time codes cannot be guessed at either`() throws {
        let door = try Door()
        let person = Reviewer(tenant: "local", object: "user a", name: "A", role: .manager)
        let code = try door.gate.codes.issue(for: person, at: door.time.now)
        var request = Request(.get, "/sign-in")
        request.client = "127.0.0.1"
        for _ in 0..<10 {
            #expect(try door.gate.person(code.dropLast() + "x", from: request) == nil)
        }
        #expect(throws: Problem.self) { try door.gate.person(code, from: request) }
    }

    @Test func `nobody copies the whole council child by child`() async throws {
        let door = try Door()
        let mine = try door.cookie(.duty)
        for _ in 0..<120 {
            #expect(await door.ask("/child", ["Cookie": mine]).status == .ok)
        }
        #expect(await door.ask("/child", ["Cookie": mine]).status == .tooManyRequests)
        // The rest of the work goes on, and a new session is the same person.
        #expect(await door.ask("/queue", ["Cookie": mine]).status == .ok)
        let again = try door.cookie(.duty)
        #expect(await door.ask("/child", ["Cookie": again]).status == .tooManyRequests)
        #expect(await door.ask("/child", ["Cookie": try door.cookie(.manager)]).status == .ok)
        door.time.pass(minutes: 1)
        #expect(await door.ask("/child", ["Cookie": mine]).status == .ok)
    }

    @Test func `nor by acts that cannot be done, which are answered with the child's page`()
        async throws
    {
        let door = try Door()
        let key = ["Authorization": "Bearer \(try door.key(.duty))"] as Headers
        for _ in 0..<120 { #expect(await door.ask(.post, "/acting", key).status == .ok) }
        #expect(await door.ask(.post, "/acting", key).status == .tooManyRequests)
        #expect(await door.ask("/child", key).status == .ok)
    }

    @Test func `who is refused by the head of a request counts as a stranger too`() throws {
        let door = try Door()
        var request = Request(.post, "/acting")
        request.client = "192.0.2.7"
        for _ in 0..<300 {
            #expect(throws: Problem.self) { try door.gate.mayBegin(request, for: .acting) }
        }
        let last = #expect(throws: Problem.self) {
            try door.gate.mayBegin(request, for: .acting)
        }
        #expect(last?.status == .tooManyRequests)
    }

    @Test func `strangers are answered so often, and no more`() async throws {
        let door = try Door()
        for _ in 0..<300 { #expect(await door.ask("/queue").status == .unauthorized) }
        #expect(await door.ask("/queue").status == .tooManyRequests)
        #expect(await door.ask("/anyone").status == .ok)
        #expect(await door.ask("/queue", client: "192.0.2.8").status == .unauthorized)
        #expect(await door.ask("/queue", ["Cookie": try door.cookie(.duty)]).status == .ok)
    }

    @Test func `a measure fills up again as time passes, and a clock set back gives nothing`() {
        let limit = RateLimit(burst: 2, each: 10_000)
        #expect(limit.take("a", at: 60_000) == nil)
        #expect(limit.take("a", at: 60_000) == nil)
        #expect(limit.take("a", at: 60_000) == 10)
        #expect(limit.take("b", at: 60_000) == nil)
        #expect(limit.take("a", at: 65_000) == 5)
        #expect(limit.take("a", at: 70_000) == nil)
        #expect(limit.take("a", at: 0) == 10)
        #expect(limit.take("a", at: 1_000_000) == nil)
        #expect(limit.take("a", at: 1_000_000) == nil)
        #expect(limit.take("a", at: 1_000_000) == 10)
    }
}
