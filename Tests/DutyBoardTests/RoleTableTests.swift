import Access
import Casework
import Digests
import HTTPServer
import Reviews
import SignIn
import Testing

@testable import DutyBoard

/// The role table, cell by cell, on the program's own routes.
@Suite struct RoleTableTests {
    /// What each address is there for: a new one is written down here too.
    private static let expected: [String: RouteGroup] = [
        "GET /healthz": .anyone, "GET /readyz": .anyone, "GET /metrics": .metrics,
        "GET /sign-in": .anyone, "POST /sign-in": .anyone, "POST /sign-out": .session,
        "GET /sign-in/start": .anyone, "GET /sign-in/return": .anyone,
        "GET /style.css": .anyone, "GET /stream.js": .anyone, "GET /board.js": .anyone,
        "GET /icon.svg": .anyone,
        "POST /events": .publishing, "OPTIONS /events": .anyone,
        "GET /": .queue, "GET /rows": .queue, "GET /alerts": .queue, "GET /alerts/stream": .queue,
        "GET /first-decisions": .queue, "GET /first-decisions/rows": .queue,
        "GET /children/{child}": .child, "POST /children": .child,
        "POST /children/{child}/take": .acting, "POST /children/{child}/release": .acting,
        "POST /children/{child}/snooze": .acting, "POST /children/{child}/first-view": .acting,
        "POST /children/{child}/decide": .acting,
        "POST /children/{child}/take-over": .overseeing,
    ]

    @Test func `every route has its cell, and no route has come past the table`() throws {
        let routes = try Desk().routes
        #expect(
            routes.guarded.routed.map { "\($0.method) \($0.pattern)" }
                == routes.table.map { "\($0.method) \($0.pattern)" })
        for (method, pattern, group) in routes.table {
            #expect(Self.expected["\(method) \(pattern)"] == group, "\(method) \(pattern)")
        }
        #expect(routes.table.count == Self.expected.count)
    }

    /// The answer to a route asked with these headers, over the network.
    private func ask(
        _ desk: Desk, _ method: HTTPServer.Method, _ pattern: String, _ headers: Headers,
        form: String = "", from client: String = "192.0.2.7"
    ) async -> Response {
        let path = pattern.replacing("{child}", with: desk.digest.digest(of: "C-1029"))
        var request = Request(method, path, headers: headers, body: Array(form.utf8))
        request.client = client
        request.headers["Content-Type"] = "application/x-www-form-urlencoded"
        return await desk.router.respond(to: request)
    }

    private func isRefused(_ response: Response) -> Bool {
        response.status == .unauthorized || response.status == .forbidden
    }

    @Test(arguments: Role.allCases)
    func `a person comes through the routes of their role and no other`(role: Role) async throws {
        let desk = try Desk()
        try desk.publish(Northmoor.back.events)
        try desk.settle()
        for (method, pattern, group) in desk.routes.table where !group.roles.isEmpty {
            let cookie = try desk.gate.cookie(of: role)
            let known = try desk.gate.visitor(of: Request(.get, "/", headers: ["Cookie": cookie]))
            let token = try #require(known?.formToken)
            let answer = await ask(
                desk, method, pattern, ["Cookie": cookie],
                form: "id=C-1029&\(Visitor.tokenField)=\(token)")
            #expect(
                isRefused(answer) != group.roles.contains(role),
                "\(role) \(method) \(pattern): \(answer.status.rawValue)")
            guard method == .post, group.roles.contains(role) else { continue }
            let bare = await ask(
                desk, method, pattern, ["Cookie": try desk.gate.cookie(of: role)], form: "id=C-1029"
            )
            #expect(bare.status == .forbidden, "\(role) \(pattern) without a token")
        }
    }

    @Test(arguments: KeyGrant.Use.allCases)
    func `a key comes through the routes of its role and no other`(use: KeyGrant.Use) async throws {
        let desk = try Desk()
        try desk.publish(Northmoor.back.events)
        try desk.settle()
        let key = try desk.gate.keys.create(
            "Key", KeyGrant(use: use), at: Desk.morning.milliseconds
        ).text
        for (method, pattern, group) in desk.routes.table where group != .anyone {
            let answer = await ask(
                desk, method, pattern, ["Authorization": "Bearer \(key)"], form: "id=C-1029")
            let may = use.role.map(group.roles.contains) ?? (group == .metrics)
            #expect(isRefused(answer) != may, "\(use) \(method) \(pattern)")
        }
    }

    @Test func `who is not known comes through nothing but what is for anybody`() async throws {
        let desk = try Desk()
        try desk.publish(Northmoor.back.events)
        try desk.settle()
        let out = try desk.gate.cookie(of: .manager)
        var gone = Response()
        try desk.gate.signOut(Request(.post, "/", headers: ["Cookie": out]), in: &gone)
        let routes = desk.routes.table.filter { $0.2 != .anyone }
        for (place, (method, pattern, _)) in routes.enumerated() {
            for headers: Headers in [
                [:], ["Cookie": out], ["Cookie": "secondlook=x"], ["Authorization": "Bearer x"],
            ] {
                // Each from an address of its own, which has not asked too often yet.
                let answer = await ask(
                    desk, method, pattern, headers, form: "id=C-1029",
                    from: "192.0.2.\(place + 1)")
                #expect(answer.status == .unauthorized, "\(method) \(pattern)")
                #expect(!answer.text.contains("C-1029"))
            }
        }
    }

    @Test func `a person whose role does not reach is told so on a page`() async throws {
        let desk = try Desk()
        try desk.follow()
        let cookie = try desk.gate.cookie(of: .auditor)
        let answer = await ask(
            desk, .get, "/", ["Cookie": cookie, "Accept": "text/html,*/*;q=0.8"])
        #expect(answer.status == .forbidden)
        #expect(answer.text.contains("<h1>Not for your role</h1>"))
        #expect(answer.text.contains("You are known here as an auditor"))
    }
}
