import Events
import EventLog
import Access
import Casework
import Digests
import Foundation
import HTTPServer
import Reviews
import Synchronization

@testable import DutyBoard

/// Somebody who is signed in and works at a desk's pages as a browser would: what a form has on the
/// page, it sends back.
struct Person {
    let desk: Desk
    let site: Site
    let name: String
    let role: Role
    /// Whether the board reads the log by itself, and not when it is told to.
    let isRunning: Bool

    init(_ name: String, _ role: Role = .duty, at desk: Desk, running site: Site? = nil) {
        isRunning = site != nil
        self.desk = desk
        self.site = site ?? desk.site
        self.name = name
        self.role = role
    }

    /// Reads a page.
    func read(_ path: String) async throws -> String {
        try await browser.ask(Request(.get, path)).text
    }

    /// A child's page.
    func read(child: String) async throws -> String { try await read(address(child)) }

    func address(_ child: String) -> String { "/children/\(desk.digest.digest(of: child))" }

    /// Does something about a child with the state that a page shows: of now, unless another page is
    /// given.
    func act(
        _ verb: String, _ child: String, from page: String? = nil,
        _ fields: [(String, String)] = []
    ) async throws -> Response {
        let page = if let page { page } else { try await read(child: child) }
        return try await send(sending(verb, child, from: page, fields))
    }

    /// The same on a board that reads the log by itself, to be done at any moment and by anybody.
    func sending(
        _ verb: String, _ child: String, from page: String, _ fields: [(String, String)] = []
    ) -> @Sendable () async throws -> Response {
        var form = Self.hidden(page).filter { pair in !fields.contains { $0.0 == pair.0 } }
        form += fields
        if verb == "decide", !fields.contains(where: { $0.0 == "for" }) {
            form.append(("for", desk.digest.digest(of: child)))
        }
        let body = form.map { "\(Self.percent($0.0))=\(Self.percent($0.1))" }
            .joined(separator: "&")
        let request = Request(
            .post, "\(address(child))/\(verb)",
            headers: ["Content-Type": "application/x-www-form-urlencoded"],
            body: Array(body.utf8))
        let browser = browser
        return { try await browser.ask(request) }
    }

    /// Takes, and decides with a reason.
    func decide(
        _ child: String, _ decision: Decision = .stands, reason: String = "Read the history."
    ) async throws -> Response {
        _ = try await act("take", child)
        try desk.follow()
        let page = try await read(child: child)
        if page.contains("/first-view\"") {
            _ = try await act("first-view", child, [("decision", decision.rawValue)])
        }
        return try await act(
            "decide", child, [("decision", decision.rawValue), ("reason", reason)])
    }

    private func send(
        _ ask: @escaping @Sendable () async throws -> Response
    ) async throws -> Response {
        if isRunning { return try await ask() }
        // The act waits until the board has read it back, which in these tests it does when told.
        let answer = Mutex<Result<Response, any Error>?>(nil)
        Task {
            let result: Result<Response, any Error>
            do {
                result = .success(try await ask())
            } catch {
                result = .failure(error)
            }
            answer.withLock { $0 = result }
        }
        while true {
            if let result = answer.withLock({ $0 }) { return try result.get() }
            try desk.follow()
            await Task.yield()
        }
    }

    private var browser: Browser {
        Browser(
            gate: desk.gate, router: desk.router(of: site),
            person: Reviewer(tenant: "t", object: "o-\(name)", name: name, role: role))
    }

    /// The hidden fields of a page's forms, but the token, which is of a session of its own.
    static func hidden(_ page: String) -> [(String, String)] {
        var fields: [(String, String)] = []
        for match in page.matches(of: /<input type="hidden" name="([^"]+)"\s+value="([^"]*)">/) {
            let name = String(match.1)
            guard name != Visitor.tokenField, !fields.contains(where: { $0.0 == name }) else {
                continue
            }
            fields.append((name, String(match.2)))
        }
        return fields
    }

    private static func percent(_ text: String) -> String {
        text.utf8.map { "%" + ($0 < 16 ? "0" : "") + String($0, radix: 16) }.joined()
    }
}

/// What a person asks with: signed in anew each time, with the token of that session.
private struct Browser: Sendable {
    let gate: Gate
    let router: Router
    let person: Reviewer

    func ask(_ request: Request) async throws -> Response {
        var session = Response()
        try gate.begin(person, for: request, in: &session)
        let cookie = String(session.headers["Set-Cookie"]?.prefix { $0 != ";" } ?? "")
        var request = request
        request.headers["Cookie"] = cookie
        request.client = "127.0.0.1"
        let token = try gate.visitor(of: request)?.formToken ?? ""
        if request.method == .post {
            request.body += Array("&\(Visitor.tokenField)=\(token)".utf8)
        }
        return await router.respond(to: request)
    }
}
