import Events
import EventLog
import Reviews
import Access
import Casework
import Digests
import HTTPServer
import Testing

@testable import DutyBoard

@Suite("What was typed when a session had ended") struct KeptFormTests {
    private let typed = "Half an hour of text.\nIn <two> lines."

    private func send(_ desk: Desk, _ fields: String, cookie: String? = nil) async -> Response {
        var headers: Headers = [
            "Content-Type": "application/x-www-form-urlencoded", "Accept": "text/html",
        ]
        if let cookie { headers["Cookie"] = cookie }
        return await desk.router.respond(
            to: Request(
                .post, "/children/\(desk.digest.digest(of: "C-1029"))/decide", headers: headers,
                body: Array(fields.utf8)))
    }

    @Test
    func `it is given back, and after signing in it is in the form again; nothing was recorded`()
        async throws
    {
        let desk = try Desk()
        let priya = Person("Priya Nair", at: desk)
        try desk.publish(Northmoor.back.events)
        try desk.settle()
        _ = try await priya.act("take", "C-1029")
        let fields =
            "state=x&decision=early-help&for=\(desk.digest.digest(of: "C-1029"))"
            + "&reason=Half+an+hour+of+text.%0D%0AIn+%3Ctwo%3E+lines.&form-token=old"
        let ended = await send(desk, fields)
        #expect(ended.status == .unauthorized)
        #expect(ended.text.contains("<h1>You are not signed in any more</h1>"))
        #expect(ended.text.contains("In &lt;two&gt; lines.</textarea>"))
        #expect(ended.text.contains("name=\"decision\" value=\"early-help\""))
        #expect(!ended.text.contains("old"))
        // Signed in again, in the same browser: the token of the page is another session's.
        let cookie = try desk.gate.cookie(of: .duty)
        let back = await send(desk, fields, cookie: cookie)
        #expect(back.status == .forbidden)
        #expect(back.text.contains("In &lt;two&gt; lines.</textarea>"))
        #expect(back.text.contains("Nothing was recorded yet."))
        #expect(desk.view.acts(about: ChildID("C-1029")).count == 1)
    }

    @Test func `whoever sends anything else, or is a program, is refused before it is read`()
        async throws
    {
        let desk = try Desk()
        try desk.publish(Northmoor.back.events)
        try desk.settle()
        let program = await desk.router.respond(
            to: Request(
                .post, "/children/\(desk.digest.digest(of: "C-1029"))/decide",
                headers: ["Authorization": "Bearer nonsense", "Accept": "text/html"]))
        #expect(program.status == .unauthorized)
        #expect(!program.text.contains("not signed in any more"))
    }
}
