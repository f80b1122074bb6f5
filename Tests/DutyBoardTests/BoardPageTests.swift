import Casework
import Digests
import HTTPServer
import Synchronization
import Testing

@testable import DutyBoard

@Suite struct BoardPageTests {
    @Test func `a case is a row, whatever the number of its alerts`() async throws {
        let desk = try Desk()
        try desk.publish(Northmoor.all)
        try desk.settle()
        let page = await desk.get("/").text
        #expect(page.contains("<h1>6 cases for a second look</h1>"))
        #expect(page.count(of: "<li class=\"row\"") == 6)
        #expect(page.count(of: ">C-1029</a>") == 1)
        let link = "/children/\(desk.digest.digest(of: "C-1029"))"
        #expect(page.contains("<a href=\"\(link)\">C-1029</a>. Third referral in 12 months"))
        #expect(page.contains("The returns come faster: gaps of 88 and then 42 days"))
        #expect(page.contains("Most pressing first. Three are late, one is due today."))
    }

    @Test func `the higher band goes first, then what is due sooner, then the higher score`()
        async throws
    {
        let desk = try Desk()
        let soon: Moment = at(20, 11, 2026, 17, 0, 0)
        let late: Moment = at(19, 11, 2026, 17, 0, 0)
        let cases: [(String, Int, Moment)] = [
            ("low-late", 10, late), ("high-soon", 60, soon), ("high-soon-more", 70, soon),
            ("high-late", 52, late), ("top", 80, soon), ("raised", 30, late),
        ]
        try desk.publish(
            alerts: cases.map { name, score, due in
                .sample(
                    id: name, child: name, rule: "rapid-return", due: due, score: score,
                    band: desk.policy.band(of: score).name)
            })
        try desk.follow()
        let expected = ["top", "high-late", "high-soon-more", "high-soon", "raised", "low-late"]
        let page = await desk.get("/").text
        #expect(page.order(of: expected.map { ">\($0)</a>" }) == Array(0..<6))
        let json = await desk.get("/alerts").json
        let alerts = try #require(json["alerts"] as? [[String: Any]])
        #expect(alerts.map { $0["childId"] as? String } == expected)
    }

    @Test func `the most severe alert is the headline, and a chosen rule's goes before it`()
        async throws
    {
        let desk = try Desk()
        try desk.publish(alerts: [
            .sample(
                id: "a", child: "C-1", rule: "re-referral", severity: .low,
                due: at(19, 11, 2026, 17, 0, 0), reasons: ["Referred again."]),
            .sample(id: "b", child: "C-1", rule: "rapid-return", reasons: ["Back soon."]),
            .sample(
                id: "c", child: "C-2", rule: "decision-overdue", due: at(19, 11, 2026, 17, 0, 0)),
        ])
        try desk.follow()
        #expect(await desk.get("/").text.contains("</a>. Back soon.</p>"))
        let chosen = await desk.get("/?rule=re-referral").text
        #expect(chosen.contains("</a>. Referred again.</p>"))
        // The row is late as soon as one of its alerts is.
        #expect(chosen.contains("16 h 41 min late"))
        #expect(chosen.contains("<h1>1 case under “Re-referral”</h1>"))
        // And the sentence beneath the heading is about the same cases.
        #expect(chosen.contains("One is late."))
        #expect(await desk.get("/").text.contains("Two are late."))
    }

    @Test func `the score is today's, not the one the alert was raised with`() async throws {
        let desk = try Desk()
        try desk.publish(Northmoor.faster.events)
        try desk.settle()
        func score() async -> String? {
            await desk.get("/").text.firstMatch(of: /<strong>(\d+)<\/strong>/).map { String($0.1) }
        }
        let before = await score()
        desk.clock.pass(hours: 24 * 30)
        let after = await score()
        let expected = Score(
            of: desk.policy.story(
                of: Chronology(Northmoor.faster.events), at: desk.clock.now), under: desk.policy
        ).total
        #expect(before != after)
        #expect(after == "\(expected)")
    }

    @Test func `an empty board says so, and does not while it is still reading`() async throws {
        let desk = try Desk()
        try desk.follow()
        let empty = await desk.get("/").text
        #expect(empty.contains("<h1>Nothing needs a second look</h1>"))
        #expect(empty.contains("<span>Complete up to 09:41:07</span>"))
        #expect(!empty.contains("class=\"caution\""))

        try desk.publish(Northmoor.back.events)
        try desk.work()
        try desk.restartBoard()
        let reading = await desk.get("/").text
        #expect(reading.contains("<h1>Reading the records</h1>"))
        #expect(!reading.contains("Nothing needs"))
        #expect(reading.contains("records to go"))
        #expect(reading.contains("<b>Catching up,</b>"))
        #expect(reading.contains("class=\"caution\""))
    }

    @Test func `while the engine beside it rebuilds, the board says so, and then no more`()
        async throws
    {
        let parts = [(3, 40), (3, 2), (7, 11), (9, 0)].map { number, seconds in
            Rebuilding.Part(
                topic: "contacts", partition: number, records: 5, seconds: seconds)
        }
        let rebuilding = Mutex(Rebuilding(partitions: 12, parts: parts))
        let desk = try Desk(rebuilding: { rebuilding.withLock { $0 } })
        try desk.publish(Northmoor.back.events)
        try desk.settle()
        let during = await desk.get("/").text
        #expect(during.contains("Catching up: 3 of 12 partitions, up to 40 seconds behind."))
        #expect(during.contains("<b>Catching up,</b>"))
        rebuilding.withLock { $0 = nil }
        let after = await desk.get("/").text
        #expect(!after.contains("class=\"caution\""))
        #expect(!after.contains("Catching up"))
    }

    @Test func `a board that hears nothing for a while says how far it is behind`() async throws {
        let desk = try Desk()
        try desk.publish(Northmoor.back.events)
        try desk.settle()
        desk.clock.pass(seconds: 12)
        #expect(await desk.get("/").text.contains("<b>Catching up,</b> <span>12 s behind</span>"))
        try desk.follow()
        #expect(await desk.get("/").text.contains("<span>Complete up to 09:41:19"))
    }

    @Test func `what is withdrawn stays for a while, struck through, with the reason`()
        async throws
    {
        let desk = try Desk()
        var child = Northmoor.mistaken
        try desk.publish(child.events)
        try desk.settle()
        child.takeBack(.referral, "R2", "Belongs to another child", at: at(20, 11, 2026, 9, 40))
        try desk.publish(child.events.suffix(1))
        try desk.settle()
        for path in ["/", "/rows"] {
            let page = await desk.get(path).text
            #expect(page.contains("<h1>Nothing needs a second look</h1>"))
            #expect(page.contains("<s>Back 12 days after closing</s>"))
            #expect(
                page.contains("withdrawn 09:41: The referral it rested on was taken back."))
            #expect(page.contains("Since yesterday: 1 withdrawn."))
        }
        #expect(
            await desk.get("/?rule=rapid-return").text
                .contains("<s>Back 12 days after closing</s>"))
        let other = await desk.get("/?rule=decision-overdue").text
        #expect(!other.contains("<s>"))
        #expect(!other.contains("Since yesterday"))
    }

    @Test func `a long board has pages of a hundred, and every case is on one`() async throws {
        let desk = try Desk()
        try desk.publish(
            alerts: (0..<250).map { .sample(id: "\($0)", child: "C\($0)", rule: "rapid-return") })
        try desk.follow()
        var seen: Set<String> = []
        for page in 1...3 {
            let text = await desk.get("/?page=\(page)").text
            #expect(text.contains("Page \(page) of 3"))
            #expect(text.contains("Show the next") == (page < 3))
            for match in text.matches(of: />(C\d+)<\/a>/) { seen.insert(String(match.1)) }
        }
        #expect(seen.count == 250)
        #expect(await desk.get("/?page=2").text.contains("Show the next 50"))
        #expect(await desk.get("/?page=9").text.contains("There is no such page any more."))
        #expect(await desk.get("/?page=-3").text.contains("Page 1 of 3"))
        #expect(await desk.get("/?page=99999999999999999999").status == .ok)
    }

    @Test func `chips count cases by rule, and an unknown rule means all`() async throws {
        let desk = try Desk()
        try desk.publish(Northmoor.all)
        try desk.settle()
        let page = await desk.get("/").text
        #expect(page.contains("<a href=\"/?rule=rapid-return\">Rapid return <b>2</b></a>"))
        let some = await desk.get("/?rule=rapid-return").text
        #expect(some.count(of: "<li class=\"row\"") == 2)
        #expect(some.contains("data-rows=\"/rows?rule=rapid-return\""))
        #expect(await desk.get("/?rule=%22%3E%3Cb%3E").text.count(of: "<li class=\"row\"") == 6)
        #expect(await desk.get("/?rule=quickening").text.count(of: "<li class=\"row\"") == 2)
    }

    @Test func `alerts are JSON, standing ones unless more is asked for`() async throws {
        let desk = try Desk()
        try desk.publish(alerts: [
            .sample(id: "a", child: "C-1", rule: "rapid-return"),
            .sample(id: "b", status: .withdrawn, child: "C-2", rule: "rapid-return"),
        ])
        try desk.follow()
        func ids(_ target: String) async -> [String?] {
            let alerts = await desk.get(target).json["alerts"] as? [[String: Any]]
            return alerts?.map { $0["alertId"] as? String } ?? [nil]
        }
        #expect(await ids("/alerts") == ["a"])
        #expect(await ids("/alerts?status=all") == ["a", "b"])
        let second = desk.digest.digest(of: "C-2")
        #expect(await ids("/alerts?child=\(second)") == [])
        #expect(await ids("/alerts?child=\(second)&status=all") == ["b"])
        #expect(await ids("/alerts?child=C-2&status=all") == [])
        #expect(await ids("/alerts?child=\(desk.digest.digest(of: "C-1"))") == ["a"])
        #expect(await ids("/alerts?child=nobody") == [])
    }
}

extension String {
    /// How often something stands in it.
    func count(of part: String) -> Int { ranges(of: part).count }

    /// In which order these stand in it; nil for one that does not.
    func order(of parts: [String]) -> [Int?] {
        let places = parts.map { firstRange(of: $0)?.lowerBound }
        let sorted = places.compactMap(\.self).sorted()
        return places.map { place in place.flatMap { sorted.firstIndex(of: $0) } }
    }
}
