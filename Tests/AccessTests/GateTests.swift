import Foundation
import HTTPServer
import Reviews
import SignIn
import Testing

@testable import Access

@Suite struct GateTests {
    /// The table of who may, written out again: a change of it has to be made twice.
    private static let table: [(group: RouteGroup, roles: Set<Role>)] = [
        (.publishing, [.publisher]),
        (.queue, [.duty, .manager]), (.child, [.duty, .manager]), (.acting, [.duty, .manager]),
        (.overseeing, [.manager]),
        (.returns, [.duty, .manager, .auditor]), (.ledger, [.duty, .manager, .auditor]),
        (.audit, [.auditor]),
        (.administration, [.administrator]),
        (.session, [.duty, .manager, .auditor, .administrator]),
    ]

    @Test func `every group stands in the table`() {
        let others: Set<RouteGroup> = [.anyone, .metrics]
        #expect(
            Set(Self.table.map(\.group)).union(others) == Set(RouteGroup.allCases))
    }

    @Test(arguments: Role.allCases)
    func `a person's role opens its cells of the table and no other`(role: Role) async throws {
        let door = try Door()
        let cookie = try door.cookie(role)
        for (group, roles) in Self.table {
            let answer = await door.ask("/\(group.rawValue)", ["Cookie": cookie])
            #expect(answer.status == (roles.contains(role) ? .ok : .forbidden), "\(group)")
            if !roles.contains(role) { #expect(answer.text.contains(role.words)) }
        }
        #expect(await door.ask("/anyone", ["Cookie": cookie]).status == .ok)
    }

    @Test(arguments: KeyGrant.Use.allCases)
    func `a key's role opens its cells of the table and no other`(use: KeyGrant.Use) async throws {
        let door = try Door()
        let headers: Headers = ["Authorization": "Bearer \(try door.key(use))"]
        for (group, roles) in Self.table {
            let may = use.role.map { roles.contains($0) } ?? false
            for method in [HTTPServer.Method.get, .post] {
                let answer = await door.ask(method, "/\(group.rawValue)", headers)
                #expect(answer.status == (may ? .ok : .forbidden), "\(method) \(group)")
            }
        }
        let metrics = await door.ask("/metrics", headers)
        #expect(metrics.status == (use == .metrics ? .ok : .unauthorized))
    }

    @Test func `without a session or a key nothing is open but what is for anybody`() async throws {
        let door = try Door()
        for group in RouteGroup.allCases {
            for method in [HTTPServer.Method.get, .post, .head] {
                let answer = await door.ask(method, "/\(group.rawValue)")
                #expect(
                    answer.status == (group == .anyone ? .ok : .unauthorized), "\(method) \(group)")
                #expect(answer.status == .ok || answer.headers["WWW-Authenticate"] != nil)
            }
        }
    }

    @Test(
        "A key that is mistyped, made up, of another file, expired or revoked opens nothing",
        arguments: RouteGroup.allCases)
    func badKeys(group: RouteGroup) async throws {
        let (door, other) = (try Door(), try Door())
        let good = try door.key(.manager)
        let expiring = try door.key(.manager, expires: door.time.now + 60_000)
        let revoked = try door.key(.manager)
        let name = String(revoked.prefix { $0 != "." })
        #expect(try door.gate.keys.revoke(name, at: door.time.now))
        door.time.pass(minutes: 1)
        let last = good.last == "0" ? "1" : "0"
        for text in [
            good.dropLast() + last, "", "x", expiring, revoked, try other.key(.manager),
            String(good.prefix(12)),
        ] {
            let answer = await door.ask(
                "/\(group.rawValue)", ["Authorization": "Bearer \(text)"])
            #expect(answer.status == (group == .anyone ? .ok : .unauthorized), "\(text.count)")
            #expect(!answer.text.contains(text) || text.count < 12)
        }
        // A cookie beside it does not help who claims to be somebody with a key.
        let cookie = try door.cookie(.manager)
        let both = await door.ask("/queue", ["Authorization": "Bearer x", "Cookie": cookie])
        #expect(both.status == .unauthorized)
        // What a proxy asked for is none of ours.
        let basic = await door.ask("/queue", ["Authorization": "Basic eDp5", "Cookie": cookie])
        #expect(basic.status == .ok)
    }

    @Test func `a key made or revoked by another program counts at once`() async throws {
        let door = try Door()
        let elsewhere = AccessKeys(at: Gate.keyFile(in: door.directory))
        #expect(await door.ask("/queue").status == .unauthorized)
        let made = try elsewhere.create("Hub", KeyGrant(use: .duty), at: door.time.now)
        let headers: Headers = ["Authorization": "Bearer \(made.text)"]
        #expect(await door.ask("/queue", headers).status == .ok)
        #expect(try elsewhere.revoke(made.key.name, at: door.time.now))
        #expect(await door.ask("/queue", headers).status == .unauthorized)
        #expect(try elsewhere.revoke(made.key.name, at: door.time.now) == false)
    }

    @Test func `keys that cannot be read open nothing, and that is said`() async throws {
        let door = try Door()
        let key = try door.key(.manager)
        try Data("{".utf8).write(to: URL(fileURLWithPath: Gate.keyFile(in: door.directory)))
        let answer = await door.ask("/queue", ["Authorization": "Bearer \(key)"])
        #expect(answer.status == .serviceUnavailable)
    }

    @Test func `metrics are read on this machine, and nothing that a proxy passes on is`()
        async throws
    {
        let door = try Door()
        for client in ["127.0.0.1", "::1"] {
            #expect(await door.ask("/metrics", client: client).status == .ok)
            for header in ["X-Forwarded-For", "Forwarded"] {
                let passed = await door.ask("/metrics", [header: "192.0.2.7"], client: client)
                #expect(passed.status == .unauthorized)
            }
        }
    }
}
