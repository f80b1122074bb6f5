import Access
import Foundation
import HTTPServer
import Reviews
import SignIn
import Synchronization

/// A gate on a directory of its own, at a time that tests set.
final class Door {
    let directory = NSTemporaryDirectory() + "door-\(UUID().uuidString)"
    let gate: Gate
    let time = Clock()

    final class Clock: Sendable {
        private let milliseconds = Mutex<Int64>(1_000_000)
        var now: Int64 { milliseconds.withLock { $0 } }
        func pass(minutes: Int64) { milliseconds.withLock { $0 += minutes * 60_000 } }
    }

    init(isSecure: Bool = false, isPublishedLocally: Bool = false) throws {
        try FileManager.default.createDirectory(
            atPath: directory, withIntermediateDirectories: true)
        gate = Gate(
            directory: directory, isSecure: isSecure, isPublishedLocally: isPublishedLocally,
            now: { [time] in time.now })
    }

    deinit { try? FileManager.default.removeItem(atPath: directory) }

    /// A program's key.
    func key(_ use: KeyGrant.Use, expires: Int64? = nil) throws -> String {
        try gate.keys.create(
            "A program", KeyGrant(use: use), expires: expires, at: time.now
        ).text
    }

    /// The cookie of somebody who signs in.
    func cookie(_ role: Role) throws -> String {
        let person = Reviewer(tenant: "t", object: "o-\(role)", name: "Sam Reed", role: role)
        var response = Response()
        try gate.begin(person, for: Request(.get, "/"), in: &response)
        return String(response.headers["Set-Cookie"]!.prefix { $0 != ";" })
    }

    /// A router with one route a group, GET and POST, that says who asks.
    var router: Router {
        var router = GuardedRouter(gate)
        for group in RouteGroup.allCases {
            let path = "/\(group.rawValue)"
            if group.roles.isEmpty {
                router.get(path, for: group) { _, _ in .text("anybody") }
                router.post(path, for: group) { _, _ in .text("anybody") }
            } else {
                router.get(path, for: group) { _, _, visitor in
                    Response(
                        headers: ["X-Token": visitor.formToken ?? ""],
                        body: Array(visitor.reviewer.name.utf8))
                }
                router.post(path, for: group) { _, _, visitor in .text(visitor.reviewer.name) }
            }
        }
        return router.guarded
    }

    /// What a request is answered that comes over the network.
    func ask(
        _ path: String, _ headers: Headers = [:], client: String = "192.0.2.7"
    ) async -> Response {
        await ask(.get, path, headers, client: client)
    }

    func ask(
        _ method: HTTPServer.Method, _ path: String, _ headers: Headers = [:],
        form: String? = nil, client: String = "192.0.2.7"
    ) async -> Response {
        var request = Request(method, path, headers: headers, body: Array((form ?? "").utf8))
        request.client = client
        if form != nil { request.headers["Content-Type"] = "application/x-www-form-urlencoded" }
        return await router.respond(to: request)
    }
}

extension Response {
    var text: String { String(decoding: bytes, as: UTF8.self) }
}
