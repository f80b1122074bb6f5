import Access
import Casework
import Contract
import Digests
import EventLog
import Events
import HTTPServer
import Patience
import Reviews
import Testing

@testable import DutyBoard

@Suite("Two boards on one log", .waits) struct TwoBoardsTests {
    @Test
    func
        `of two who act at once on two boards one wins, the other is told who, and both boards agree`()
        async throws
    {
        let desk = try Desk()
        try desk.publish(Northmoor.back.events)
        try desk.settle()
        let boards = try (0..<2).map { _ in try RunningBoard(desk) }
        defer { for board in boards { board.view.stop() } }
        for board in boards { #expect(waitUntil { board.view.isCaughtUp }) }
        let priya = Person("Priya Nair", at: desk, running: boards[0].site)
        let ben = Person("Ben Okafor", at: desk, running: boards[1].site)
        for round in 0..<40 {
            let pages = [
                try await priya.read(child: "C-1029"), try await ben.read(child: "C-1029"),
            ]
            let (one, two) = (
                priya.sending("take", "C-1029", from: pages[0]),
                ben.sending("take", "C-1029", from: pages[1])
            )
            async let first = one()
            async let second = two()
            let answers = try await [first, second]
            let won = answers.map { $0.status == .seeOther }
            #expect(won.filter { $0 }.count == 1, "round \(round)")
            let (winner, loser) = won[0] ? (priya, answers[1]) : (ben, answers[0])
            #expect(loser.status == .conflict)
            #expect(
                loser.text.contains("\(winner.name) was first: taken at 09:41.")
                    || loser.text.contains("\(winner.name) has this case"), "round \(round)")
            let acts = boards[won[0] ? 0 : 1].view.acts(about: ChildID("C-1029"))
            #expect(
                waitUntil { boards.allSatisfy { $0.view.acts(about: ChildID("C-1029")) == acts } })
            #expect(try await winner.act("release", "C-1029").status == .seeOther)
            let count = acts.count + 1
            #expect(
                waitUntil {
                    boards.allSatisfy { $0.view.acts(about: ChildID("C-1029")).count == count }
                })
        }
    }

    @Test
    func
        `a decision is durable before it is answered: a board that is killed in between has lost nothing`()
        async throws
    {
        let desk = try Desk()
        try desk.publish(Northmoor.back.events)
        try desk.settle()
        let priya = Person("Priya Nair", at: desk)
        _ = try await priya.act("take", "C-1029")
        let page = try await priya.read(child: "C-1029")
        // A board that never reads back what it wrote, as one that is killed right then.
        let deaf = Person("Priya Nair", at: desk, running: desk.site)
        let before = try written(to: desk.log)
        let send = deaf.sending(
            "decide", "C-1029", from: page, [("decision", "reopen"), ("reason", "Kept.")])
        // On another thread than this, which waits.
        let answer = Task.detached { try await send() }
        #expect(waitUntil { desk.view.readBack.count == 1 })
        #expect(try written(to: desk.log) == before + 1)
        desk.view.readBack.wake(read: nil)
        #expect(try await answer.value.status == .serviceUnavailable)
        try desk.restartBoard()
        try desk.follow()
        let again = Person("Ben Okafor", at: desk)
        #expect(try await again.read(child: "C-1029").contains("reopened for assessment"))
    }

    @Test func `an act about several children that was cut off in the middle never was`() throws {
        let desk = try Desk()
        try desk.publish(Sibling.events)
        let children = ["C-a", "C-b"].map { ChildID($0) }
        // The lead child's review is appended last, and never was.
        let review = Review(
            reviewID: "r", childID: children[1], children: children, after: nil, at: Desk.morning,
            by: Reviewer(tenant: "t", object: "o", name: "Priya Nair", role: .duty), alerts: [],
            act: .taken(until: Desk.morning.advanced(milliseconds: 3_600_000)))
        _ = try desk.log.appendAndWait([
            Message(
                to: Contract.reviews, key: Array("C-b".utf8), value: ReviewEncoder.encode(review))
        ])
        try desk.settle()
        #expect(desk.view.acts(about: children[1]).isEmpty)
    }

    private func written(to log: some EventLog) throws -> Int64 {
        try log.extent(of: [Contract.reviews]).values.reduce(0) { $0 + $1.upperBound }
    }
}

/// A board that reads the log on a thread of its own.
private struct RunningBoard {
    let view: BoardView
    let site: Site

    init(_ desk: Desk) throws {
        let clock = desk.clock
        view = try BoardView(log: desk.log, digest: desk.digest, clock: { clock.now })
        site = Site(
            view: view, policy: desk.policy, clock: { clock.now }, digest: desk.digest,
            council: "Northmoor", gate: desk.gate)
        view.start()
    }
}
