import Reviews
import SignIn
import Testing

@testable import Access
@testable import HTTPServer

@Suite struct SessionTests {
    @Test func `a form of somebody who is signed in has to carry a token of theirs`() async throws {
        let door = try Door()
        let (mine, other) = (try door.cookie(.duty), try door.cookie(.duty))
        func token(_ cookie: String) async -> String {
            await door.ask("/acting", ["Cookie": cookie]).headers["X-Token"] ?? ""
        }
        let (first, second) = (await token(mine), await token(mine))
        #expect(first != second && first.count == 128)
        for good in [first, second] {
            let answer = await door.ask(
                .post, "/acting", ["Cookie": mine], form: "a=b&form-token=\(good)")
            #expect(answer.status == .ok)
        }
        for bad in ["", "form-token=", "form-token=x", "form-token=\(await token(other))"] {
            let answer = await door.ask(.post, "/acting", ["Cookie": mine], form: bad)
            #expect(answer.status == .forbidden)
        }
        let another = await door.ask(.post, "/acting", ["Cookie": mine])
        #expect(another.status == .unsupportedMediaType)
    }

    @Test func `a cookie taken before its owner signs out opens nothing afterwards`() async throws {
        let door = try Door()
        let cookie = try door.cookie(.manager)
        #expect(await door.ask("/queue", ["Cookie": cookie]).status == .ok)
        var response = Response()
        try door.gate.signOut(
            Request(.post, "/sign-out", headers: ["Cookie": cookie]), in: &response)
        #expect(response.headers["Set-Cookie"]?.contains("Max-Age=0") == true)
        #expect(await door.ask("/queue", ["Cookie": cookie]).status == .unauthorized)
    }

    @Test func `half an hour of nothing ends a session`() async throws {
        let door = try Door()
        let cookie = try door.cookie(.manager)
        door.time.pass(minutes: 29)
        #expect(await door.ask("/queue", ["Cookie": cookie]).status == .ok)
        door.time.pass(minutes: 30)
        #expect(await door.ask("/queue", ["Cookie": cookie]).status == .unauthorized)
    }

    @Test func `over TLS the cookie is of this host alone and never goes over plain HTTP`() throws {
        let request = Request(.get, "/", headers: ["Host": "board.example.org:8443"])
        let secure = SessionCookie(for: request, isSecure: true)
        #expect(
            secure.setting("T")
                == "__Host-secondlook-8443=T; Path=/; HttpOnly; SameSite=Lax; Secure")
        let plain = SessionCookie(for: request, isSecure: false)
        #expect(plain.setting("T") == "secondlook-8443=T; Path=/; HttpOnly; SameSite=Lax")
        let bare = Request(.get, "/", headers: ["Host": "[::1]"])
        #expect(SessionCookie(for: bare, isSecure: false).name == "secondlook")
    }

    @Test func `a one-time code signs in once, on this machine, within ten minutes`() throws {
        let door = try Door()
        let person = Reviewer(tenant: "local", object: "user a", name: "A", role: .manager)
        var here = Request(.post, "/sign-in")
        here.client = "127.0.0.1"
        var elsewhere = here
        elsewhere.client = "192.0.2.7"
        var passedOn = here
        passedOn.headers["X-Forwarded-For"] = "192.0.2.7"
        var response = Response()
        let code = try door.gate.codes.issue(for: person, at: door.time.now)
        #expect(try door.gate.person(code, from: here) == person)
        for request in [elsewhere, passedOn] {
            #expect(try door.gate.person(code, from: request) == nil)
            #expect(try !door.gate.signIn(with: code, from: request, to: &response))
        }
        #expect(response.headers["Set-Cookie"] == nil)
        #expect(try door.gate.signIn(with: code, from: here, to: &response))
        #expect(response.headers["Set-Cookie"] != nil)
        #expect(try !door.gate.signIn(with: code, from: here, to: &response))
        let late = try door.gate.codes.issue(for: person, at: door.time.now)
        door.time.pass(minutes: 10)
        #expect(try !door.gate.signIn(with: late, from: here, to: &response))
        for made in ["", "x", "../../etc/passwd", String(code.dropLast()) + "g"] {
            #expect(try !door.gate.signIn(with: made, from: here, to: &response))
        }
    }

    @Test func `in a container whose port only this machine reaches, a code is good`() throws {
        let door = try Door(isPublishedLocally: true)
        let person = Reviewer(tenant: "local", object: "user a", name: "A", role: .manager)
        var request = Request(.post, "/sign-in")
        request.client = "172.17.0.1"
        var response = Response()
        let code = try door.gate.codes.issue(for: person, at: door.time.now)
        #expect(try door.gate.signIn(with: code, from: request, to: &response))
    }

    @Test func `a page that keeps itself up to date keeps nobody signed in`() async throws {
        let door = try Door()
        let cookie = try door.cookie(.duty)
        for _ in 0..<2 {
            door.time.pass(minutes: 14)
            let answer = await door.ask("/queue", ["Cookie": cookie, "Sec-Fetch-Mode": "cors"])
            #expect(answer.status == .ok)
        }
        door.time.pass(minutes: 2)
        #expect(await door.ask("/queue", ["Cookie": cookie]).status == .unauthorized)
    }

    @Test func `a stream that stays open ends with its session, and with its key`() async throws {
        let door = try Door()
        var router = GuardedRouter(door.gate)
        router.get("/stream", for: .queue) { _, _ in .events(ResponseStream()) }
        func open(_ headers: Headers) async throws -> ResponseStream {
            let answer = await router.guarded.respond(
                to: Request(.get, "/stream", headers: headers))
            guard case .stream(let stream) = answer.body else { throw NoStream() }
            return stream
        }
        let cookie = try door.cookie(.duty)
        let made = try door.gate.keys.create("Wall", KeyGrant(use: .duty), at: door.time.now)
        let watched = try await open(["Cookie": cookie])
        let idle = try await open(["Cookie": try door.cookie(.manager)])
        let program = try await open(["Authorization": "Bearer \(made.text)"])
        let all = [watched, idle, program]
        all.forEach { $0.beat() }
        #expect(all.allSatisfy { $0.end == nil })
        var response = Response()
        try door.gate.signOut(Request(.post, "/", headers: ["Cookie": cookie]), in: &response)
        _ = try door.gate.keys.revoke(made.key.name, at: door.time.now)
        all.forEach { $0.beat() }
        #expect(all.map { $0.end } == [.finished, nil, .finished])
        door.time.pass(minutes: 30)
        idle.beat()
        #expect(idle.end == .finished)
    }

    @Test(
        "Who signs in on the way to a page goes on to it, and to no other site",
        arguments: [
            ("/children/ab12", true), ("/", true), ("//evil.example", false),
            ("https://evil.example/", false), ("/\\evil.example", false), ("", false),
            ("/a\nb", false), ("javascript:1", false), ("/a?b=c", false),
        ])
    func comingBack(address: String, isGood: Bool) {
        #expect(ReturnAddress.checked(address) == (isGood ? address : nil))
    }

    @Test func `a person without a session is sent to sign in, and a script is told`() async throws
    {
        let door = try Door()
        let page: Headers = ["Accept": "text/html,*/*;q=0.8"]
        let sent = await door.ask("/child", page)
        #expect(sent.status == .seeOther)
        #expect(sent.headers["Location"] == "/sign-in?next=/child")
        for headers: Headers in [
            ["Accept": "text/html", "Sec-Fetch-Mode": "cors"], ["Accept": "application/json"], [:],
        ] {
            #expect(await door.ask("/child", headers).status == .unauthorized)
        }
        let posted = await door.ask(.post, "/acting", page, form: "a=b")
        #expect(posted.status == .unauthorized)
    }
}

private struct NoStream: Error {}
