import Casework
import Contract
import Digests
import EventLog
import HTTPServer
import Patience
import Testing

@testable import DutyBoard

@Suite struct BoardViewTests {
    @Test func `the view reads the log from its beginning, and again after a restart`() throws {
        let desk = try Desk()
        try desk.publish(Northmoor.all)
        try desk.settle()
        let before = desk.view.cases(at: desk.clock.now)
        #expect(before.standing.count == 6)
        #expect(desk.view.child(named: "C-1029")?.chronology.entries.count == 9)

        try desk.restartBoard()
        #expect(!desk.view.isCaughtUp)
        #expect(desk.view.completeUpTo == nil)
        #expect(desk.view.reasonsNotReady.first?.contains("records to go") == true)
        try desk.follow()
        #expect(desk.view.isCaughtUp)
        #expect(desk.view.completeUpTo == desk.clock.now)
        #expect(desk.view.reasonsNotReady == [])
        let after = desk.view.cases(at: desk.clock.now)
        #expect(after.bookmark == before.bookmark)
        #expect(Set(after.standing.map(\.id)) == Set(before.standing.map(\.id)))
        #expect(desk.view.child(named: "C-1029")?.chronology == Chronology(Northmoor.back.events))
    }

    @Test func `a child is found by its digest and by its identifier`() throws {
        let desk = try Desk()
        try desk.publish(Northmoor.back.events)
        try desk.settle()
        let digest = desk.digest.digest(of: "C-1029")
        #expect(desk.view.child(digest: digest)?.id == ChildID("C-1029"))
        #expect(desk.view.child(named: "C-1029")?.digest == digest)
        #expect(desk.view.child(named: "C-1030") == nil)
        #expect(desk.view.child(named: "") == nil)
    }

    @Test func `records that cannot be read are passed over`() throws {
        let desk = try Desk()
        for topic in [Contract.contacts, Contract.alerts, Contract.reviews] {
            for value in [Array("nonsense".utf8), nil] {
                _ = try desk.log.appendAndWait([Message(to: topic, key: [1], value: value)])
            }
        }
        try desk.publish(Northmoor.back.events)
        try desk.settle()
        #expect(desk.view.isCaughtUp)
        #expect(desk.view.cases(at: desk.clock.now).standing.map(\.id.text) == ["C-1029"])
    }

    @Test func `the latest revision of an alert holds, and what it said while it stood is kept`()
        throws
    {
        let desk = try Desk()
        let open = Alert.sample(child: "C-1", rule: "rapid-return")
        var gone = open
        gone.revision = 2
        gone.status = .withdrawn
        gone.reasons = ["The referral it rested on was taken back."]
        try desk.publish(alerts: [open, gone])
        try desk.follow()
        let known = try #require(desk.view.child(named: "C-1")?.alerts.first)
        #expect(known.alert == gone)
        #expect(known.reasonsWhileStanding == open.reasons)
        let cases = desk.view.cases(at: desk.clock.now)
        #expect(cases.standing.isEmpty)
        #expect(cases.relieved.map(\.id.text) == ["C-1"])
    }

    @Test
    func `a withdrawn case is forgotten by the desk after eight days, and not by the child’s page`()
        throws
    {
        let desk = try Desk()
        try desk.publish(alerts: [.sample(status: .withdrawn, child: "C-1", rule: "rapid-return")])
        try desk.follow()
        desk.clock.pass(hours: 8 * 24 - 1)
        #expect(desk.view.cases(at: desk.clock.now).relieved.count == 1)
        desk.clock.pass(hours: 2)
        #expect(desk.view.cases(at: desk.clock.now).relieved.isEmpty)
        #expect(desk.view.child(named: "C-1")?.alerts.count == 1)
    }

    @Test func `a view that runs by itself keeps up, and ends when it is stopped`() throws {
        let desk = try Desk()
        desk.view.start()
        let stream = desk.view.audience.join(.next, of: desk.view)
        try desk.publish(alerts: [.sample(child: "C-1", rule: "rapid-return")])
        let isSeen = waitUntil { desk.view.cases(at: desk.clock.now).standing.count == 1 }
        #expect(isSeen)
        desk.view.stop()
        #expect(waitUntil { stream.end == .finished })
        #expect(desk.view.listeners == 0)
    }
}
