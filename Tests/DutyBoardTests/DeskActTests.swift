import Access
import Events
import EventLog
import Casework
import Digests
import HTTPServer
import Reviews
import Testing

@testable import DutyBoard

@Suite("What people do at the desk") struct DeskActTests {
    private let desk: Desk
    private let priya: Person
    private let ben: Person
    private let mona: Person

    init() throws {
        desk = try Desk()
        priya = Person("Priya Nair", at: desk)
        ben = Person("Ben Okafor", at: desk)
        mona = Person("Mona Hall", .manager, at: desk)
        try desk.publish(Northmoor.back.events + Northmoor.unheard.events)
        try desk.settle()
    }

    @Test func `take, decide, and it is off the queue and on the record`() async throws {
        let taken = try await priya.act("take", "C-1029")
        #expect(taken.status == .seeOther)
        #expect(taken.headers["Location"] == priya.address("C-1029"))
        #expect(try await priya.read("/").contains("<h2>With you</h2>"))
        let others = try await ben.read("/")
        #expect(others.contains("<h2>With a colleague</h2>"))
        #expect(others.contains("<b>Priya Nair</b> since 09:41"))
        let decided = try await priya.act(
            "decide", "C-1029",
            [("decision", "early-help"), ("reason", "Rang the school.\r\nThe <plan> holds.")])
        #expect(decided.status == .seeOther)
        let queue = try await ben.read("/")
        #expect(queue.contains("<h1>One second look to take today</h1>"))
        #expect(queue.contains("One is decided."))
        #expect(queue.contains("Priya Nair, 09:41: offered early help. Open for 1 minute."))
        #expect(try await priya.read("/").contains("You, 09:41: offered early help."))
        let page = try await ben.read(child: "C-1029")
        #expect(page.contains("<p>Rang the school.</p><p>The &lt;plan&gt; holds.</p>"))
        #expect(page.contains("No second look waits"))
    }

    @Test func `nobody decides what they have not taken, and what a colleague has`() async throws {
        let fields = [("decision", "stands"), ("reason", "My reason.")]
        let early = try await priya.act("decide", "C-1029", fields)
        #expect(early.status == .conflict)
        #expect(early.text.contains("Take the case first"))
        _ = try await ben.act("take", "C-1029")
        let second = try await priya.act("take", "C-1029")
        #expect(second.status == .conflict)
        #expect(second.text.contains("Ben Okafor was first: taken at 09:41."))
        let late = try await priya.act("decide", "C-1029", fields)
        #expect(late.status == .conflict)
        #expect(late.text.contains("My reason."))
        // A duty worker does not take over, a manager does.
        #expect(try await priya.act("take-over", "C-1029").status == .forbidden)
        #expect(try await mona.act("take-over", "C-1029").status == .seeOther)
        #expect(try await ben.act("release", "C-1029").status == .conflict)
        #expect(try await mona.act("release", "C-1029").status == .seeOther)
        #expect(try await ben.act("take", "C-1029").status == .seeOther)
    }

    @Test
    func
        `a form that was opened before somebody else acted is told who was first, and keeps its text`()
        async throws
    {
        let old = try await priya.read(child: "C-1029")
        #expect(try await ben.decide("C-1029", .passedOn).status == .seeOther)
        let late = try await priya.act(
            "decide", "C-1029", from: old,
            [("decision", "reopen"), ("reason", "Half an hour of <text>.")])
        #expect(late.status == .conflict)
        #expect(
            late.text.contains(
                "Ben Okafor was first: decided (passed to the worker who has the case) at 09:41."))
        #expect(late.text.contains(">Half an hour of &lt;text&gt;.</textarea>"))
    }

    @Test func `what comes while the page is open is not decided on unseen`() async throws {
        _ = try await priya.act("take", "C-1029")
        let open = try await priya.read(child: "C-1029")
        var child = Northmoor.back
        child.contact("K9", at(20, 11, 2026, 9, 40), .housing)
        try desk.publish(child.events.suffix(1))
        try desk.settle()
        let fields = [("decision", "stands"), ("reason", "One incident.")]
        let unseen = try await priya.act("decide", "C-1029", from: open, fields)
        #expect(unseen.status == .unprocessableContent)
        #expect(unseen.text.contains("Something new was recorded about C-1029"))
        #expect(unseen.text.contains(">One incident.</textarea>"))
        #expect(try await priya.act("decide", "C-1029", fields).status == .seeOther)
    }

    @Test func `new evidence brings it back with what changed, and the form is empty`() async throws
    {
        #expect(
            try await priya.decide("C-1029", .stands, reason: "The old reason.").status == .seeOther
        )
        desk.clock.pass(hours: 3)
        try desk.follow()
        // Neither time nor a record that is published again as it was.
        try desk.publish(Northmoor.back.events)
        try desk.settle()
        #expect(try await ben.read("/").contains("<h1>One second look to take today</h1>"))
        var child = Northmoor.back
        child.referral("R9", at(20, 11, 2026, 12, 30), .housing)
        try desk.publish(child.events.suffix(1))
        try desk.settle()
        let queue = try await ben.read("/")
        #expect(queue.contains("<span class=\"tag \">Back</span>"))
        #expect(queue.contains("New since the last decision: a referral from "))
        #expect(queue.contains("Decided today: let the decision to close stand."))
        let page = try await ben.read(child: "C-1029")
        #expect(page.contains("What changed since 20 November</h2>"))
        #expect(page.contains("<blockquote><p>The old reason.</p></blockquote>"))
        _ = try await ben.act("take", "C-1029")
        let form = try await ben.read(child: "C-1029")
        #expect(form.firstMatch(of: /type="radio"[^>]*checked/) == nil)
        #expect(form.firstMatch(of: /<textarea id="reason"[^>]*><\/textarea>/) != nil)
        #expect(form.count(of: "checked=\"\"") == 1)
    }

    @Test func `taken and forgotten, it falls back after four working hours and says who had it`()
        async throws
    {
        desk.clock.now = at(20, 11, 2026, 15, 0, 0)
        _ = try await priya.act("take", "C-1029")
        // Friday's two hours and Monday's two.
        desk.clock.now = at(23, 11, 2026, 10, 59, 0)
        try desk.follow()
        #expect(try await priya.read("/").contains("Yours for less than an hour"))
        #expect(try await ben.act("take", "C-1029").status == .conflict)
        desk.clock.now = at(23, 11, 2026, 11, 0, 0)
        try desk.follow()
        let queue = try await ben.read("/")
        #expect(!queue.contains("<h2>With a colleague</h2>"))
        #expect(queue.contains("Priya Nair had it until 11:00."))
        #expect(try await ben.act("take", "C-1029").status == .seeOther)
    }

    @Test func `put off, a household sleeps until a sibling gets a contact`() async throws {
        try desk.publish(Sibling.events)
        try desk.settle()
        let put = try await priya.act(
            "snooze", "C-a", [("days", "2"), ("postponement", "The school reports on Tuesday.")])
        #expect(put.status == .seeOther)
        #expect(try await ben.read("/?show=snoozed").contains("<h1>One household put off</h1>"))
        var sibling = Sibling.child("C-b")
        sibling.contact("C-b-new", at(20, 11, 2026, 9, 41), .police, home: "H-1")
        try desk.publish(sibling.events.suffix(1))
        try desk.settle()
        let queue = try await ben.read("/")
        #expect(queue.contains("Put off by Priya Nair today; something new has come since."))
        #expect(try await ben.read("/?show=snoozed").contains("<h1>No household put off</h1>"))
        // Without a reason, and for longer than anybody may.
        #expect(try await ben.act("snooze", "C-a").status == .unprocessableContent)
        let long = try await ben.act("snooze", "C-a", [("days", "6"), ("postponement", "x")])
        #expect(long.status == .conflict)
        #expect(long.text.contains("can be put off until 27 November 2026 at the latest"))
        let endless = try await ben.act(
            "snooze", "C-a", [("days", "2147483647"), ("postponement", "x")])
        #expect(endless.status == .conflict)
    }

    @Test func `what came while the page was open is not put off unseen`() async throws {
        try desk.publish(Sibling.events)
        try desk.settle()
        let page = try await priya.read(child: "C-a")
        var sibling = Sibling.child("C-b")
        sibling.contact("C-b-new", at(20, 11, 2026, 9, 41), .police, home: "H-1")
        try desk.publish(sibling.events.suffix(1))
        try desk.settle()
        let fields = [("days", "2"), ("postponement", "The school reports on Tuesday.")]
        let stale = try await priya.act("snooze", "C-a", from: page, fields)
        #expect(stale.status == .unprocessableContent)
        #expect(stale.text.contains("Something new was recorded about C-b"))
        #expect(stale.text.contains("The school reports on Tuesday."))
        #expect(try await priya.act("snooze", "C-a", fields).status == .seeOther)
    }

    @Test func `a decision is for the children ticked, and the others stay`() async throws {
        try desk.publish(Sibling.events)
        try desk.settle()
        _ = try await priya.act("take", "C-a")
        let page = try await priya.read(child: "C-a")
        #expect(page.count(of: "type=\"checkbox\"") == 2)
        #expect(page.count(of: "checked=\"\"") == 1)
        #expect(
            try await priya.act(
                "decide", "C-a", [("decision", "stands"), ("reason", "Read both.")]
            ).status == .seeOther)
        #expect(try await priya.read(child: "C-b").contains("Your decision"))
        #expect(try await priya.read(child: "C-a").contains("No second look waits"))
        let digests = ["C-a", "C-b"].map { desk.digest.digest(of: $0) }
        let both = try await priya.act(
            "decide", "C-b",
            digests.map { ("for", $0) } + [("decision", "stands"), ("reason", "Read both.")])
        #expect(both.status == .unprocessableContent)
        #expect(both.text.contains("does not wait for a second look any more"))
    }

    @Test func `the first view comes before the score, which is hidden until then`() async throws {
        let desk = try Desk(firstView: .all)
        let priya = Person("Priya Nair", at: desk)
        try desk.publish(Northmoor.back.events)
        try desk.settle()
        func showsScore(_ page: String) -> Bool {
            page.contains("class=\"curve\"") || page.contains("Why ")
                || page.contains("<strong>") || page.contains(", high")
        }
        #expect(try await !showsScore(priya.read("/")))
        #expect(try await !showsScore(priya.read(child: "C-1029")))
        _ = try await priya.act("take", "C-1029")
        let before = try await priya.read(child: "C-1029")
        #expect(!showsScore(before))
        let fields = [("decision", "stands"), ("reason", "r")]
        let hasty = try await priya.act("decide", "C-1029", from: before, fields)
        #expect(hasty.status == .unprocessableContent)
        #expect(
            try await priya.act("first-view", "C-1029", [("decision", "early-help")]).status
                == .seeOther)
        let after = try await priya.read(child: "C-1029")
        #expect(
            after.contains("Your first view, at 09:41 before the score was shown: <b>offer early"))
        #expect(after.contains("class=\"curve\""))
        #expect(try await priya.act("decide", "C-1029", fields).status == .seeOther)
        let page = try await priya.read(child: "C-1029")
        #expect(page.contains("first view: offer early help"))
    }
}
