import Access
import Casework
import HTTPServer
import Reviews
import Testing

@testable import DutyBoard

@Suite struct StreamTests {
    @Test func `a listener is told what comes next and nothing of what was`() async throws {
        let desk = try Desk()
        try desk.publish(Northmoor.again.events)
        try desk.settle()
        let listener = try StreamReading(await desk.get("/alerts/stream"))
        #expect(listener.messages().map(\.event) == ["hello", "live"])
        try desk.publish(Northmoor.back.events)
        try desk.settle()
        let told = listener.alerts()
        #expect(Set(told.compactMap { $0.json["childId"] as? String }) == ["C-1029"])
        #expect(told.last?.id == desk.view.cases(at: desk.clock.now).bookmark.text)
    }

    @Test func `a correction withdraws the alert on the stream, with the reason`() async throws {
        let desk = try Desk()
        var child = Northmoor.mistaken
        try desk.publish(child.events)
        try desk.settle()
        let listener = try StreamReading(await desk.get("/alerts/stream"))
        child.takeBack(.referral, "R2", "Belongs to another child", at: at(20, 11, 2026, 9, 40))
        try desk.publish(child.events.suffix(1))
        try desk.settle()
        let told = listener.alerts()
        #expect(!told.isEmpty)
        #expect(told.allSatisfy { $0.json["status"] as? String == "withdrawn" })
        #expect(
            told.first?.json["reasons"] as? [String]
                == ["The referral it rested on was taken back."])
    }

    @Test func `Last-Event-ID replays exactly what was missed`() async throws {
        let desk = try Desk()
        let listener = try StreamReading(await desk.get("/alerts/stream"))
        try desk.publish(Northmoor.all)
        try desk.settle()
        let all = listener.alerts()
        #expect(all.count > 8)
        for index in all.indices {
            let id = try #require(all[index].id)
            let missed = all.suffix(from: index + 1).map(\.revision)
            let header = try StreamReading(
                await desk.get("/alerts/stream", headers: ["Last-Event-ID": id]))
            #expect(header.alerts().map(\.revision) == missed)
            let query = try StreamReading(await desk.get("/alerts/stream?lastEventId=\(id)"))
            #expect(query.alerts().map(\.revision) == missed)
        }
    }

    @Test func `who is cut off right behind the greeting misses nothing`() async throws {
        let desk = try Desk()
        try desk.publish(Northmoor.again.events)
        try desk.settle()
        for address in ["/alerts/stream", "/alerts/stream?from=start"] {
            let greeted = try StreamReading(await desk.get(address)).messages()
            let id = try #require(greeted.first { $0.event == "hello" }?.id)
            let before = try StreamReading(await desk.get(address)).alerts().map(\.revision)
            try desk.publish(alerts: [.sample(id: address, child: "C-9", rule: "rapid-return")])
            try desk.follow()
            let again = try StreamReading(
                await desk.get("/alerts/stream", headers: ["Last-Event-ID": id]))
            let told = again.messages()
            #expect(
                told.filter { $0.event == "alert" }.map(\.revision) == before + ["\(address).1"])
            // And again, before the first of what was missed had come.
            #expect(told.first?.event == "hello" && told.first?.id == id)
        }
    }

    @Test func `a greeting before “read the page again” gives no id to come back with`()
        async throws
    {
        let desk = try Desk(ring: 5)
        try desk.follow()
        let told = try StreamReading(await desk.get("/alerts/stream?lastEventId=nonsense"))
            .messages()
        #expect(told.map(\.event) == ["hello", "reset", "live"])
        #expect(told[0].id == nil && told[1].id != nil)
    }

    @Test func `what was missed is told across a restart, whatever the order of reading`()
        async throws
    {
        let desk = try Desk()
        let listener = try StreamReading(await desk.get("/alerts/stream"))
        try desk.publish(Northmoor.all)
        try desk.settle()
        let all = listener.alerts()
        try desk.restartBoard()
        // One comes back while the board is still reading, one when it has read everything.
        for index in [0, all.count / 2, all.count - 1] {
            let id = try #require(all[index].id)
            let early = try StreamReading(
                await desk.get("/alerts/stream", headers: ["Last-Event-ID": id]))
            try desk.follow()
            let late = try StreamReading(
                await desk.get("/alerts/stream", headers: ["Last-Event-ID": id]))
            let missed = Set(all.suffix(from: index + 1).map(\.revision))
            for told in [early.alerts(), late.alerts()] {
                #expect(Set(told.map(\.revision)) == missed)
                #expect(told.count == missed.count)
            }
            try desk.restartBoard()
        }
    }

    @Test func `who comes new while the board is reading is not told all of history`()
        async throws
    {
        let desk = try Desk()
        try desk.publish(Northmoor.all)
        try desk.settle()
        try desk.restartBoard()
        let listener = try StreamReading(await desk.get("/alerts/stream"))
        try desk.follow()
        #expect(listener.alerts().isEmpty)
        try desk.publish(alerts: [.sample(child: "C-9", rule: "rapid-return")])
        try desk.follow()
        let told = listener.alerts()
        #expect(told.map { $0.json["childId"] as? String } == ["C-9"])
        #expect(told.last?.id == desk.view.cases(at: desk.clock.now).bookmark.text)
    }

    @Test func `from the start means all that is remembered`() async throws {
        let desk = try Desk(ring: 5)
        try desk.publish(
            alerts: (1...8).map { .sample(id: "a\($0)", child: "C-\($0)", rule: "rapid-return") })
        try desk.follow()
        let listener = try StreamReading(await desk.get("/alerts/stream?from=start"))
        #expect(listener.alerts().count == 5)
    }

    @Test(
        "Who was away for too long, or comes from elsewhere, is told to read the page again",
        arguments: [
            "0.0.0.0.0.0.0.0.0.0.0.0", "9.9.9.9.9.9.9.9.9.9.9.9", "nonsense", "1.2.3",
            "<script>", "-1.0.0.0.0.0.0.0.0.0.0.0",
        ])
    func reset(id: String) async throws {
        let desk = try Desk(ring: 5)
        try desk.publish(
            alerts: (1...8).map { .sample(id: "a\($0)", child: "C-\($0)", rule: "rapid-return") })
        try desk.follow()
        let listener = try StreamReading(
            await desk.get("/alerts/stream", headers: ["Last-Event-ID": id]))
        let told = listener.messages()
        #expect(told.map(\.event) == ["hello", "reset", "live"])
        // From there on it is like any other, and comes back with an id that is known.
        let present = desk.view.cases(at: desk.clock.now).bookmark.text
        #expect(told[1].id == present)
        try desk.publish(alerts: [.sample(id: "b", child: "C-9", rule: "rapid-return")])
        try desk.follow()
        #expect(listener.alerts().map { $0.json["alertId"] as? String } == ["b"])
    }

    @Test func `a slow browser is let go, and the others are not`() async throws {
        let desk = try Desk()
        let slow = try StreamReading(await desk.get("/alerts/stream"))
        let quick = try StreamReading(await desk.get("/alerts/stream"))
        #expect(desk.view.audience.count == 2)
        var told = 0
        for round in 0..<12 {
            try desk.publish(
                alerts: (0..<100).map {
                    .sample(id: "\(round).\($0)", child: "C-\($0)", rule: "rapid-return")
                })
            try desk.follow()
            told += quick.alerts().count
        }
        #expect(slow.stream.end == .overrun)
        #expect(quick.stream.end == nil)
        #expect(told == 1_200)
        #expect(desk.view.audience.count == 1)
    }

    @Test func `a page that left is forgotten`() async throws {
        let desk = try Desk()
        let request = Request(
            .head, "/alerts/stream", headers: ["Cookie": try desk.gate.cookie(of: .duty)])
        _ = await desk.router.respond(to: request)
        #expect(desk.view.audience.count == 0)
    }

    @Test func `the live mark is told when it changes and now and then`() async throws {
        let desk = try Desk()
        try desk.follow()
        let listener = try StreamReading(await desk.get("/alerts/stream"))
        _ = listener.messages()
        desk.clock.pass(seconds: 2)
        try desk.follow()
        #expect(listener.messages().isEmpty)
        desk.clock.pass(seconds: 4)
        try desk.follow()
        let told = listener.messages()
        #expect(told.first?.event == "live")
        #expect(told.first?.json["words"] as? String == "complete up to 09:41:13")
        #expect(told.first?.id == nil)
    }
}
