import Access
import Events
import EventLog
import Casework
import Digests
import HTTPServer
import Reviews
import Synchronization
import Testing

@testable import DutyBoard

@Suite("The queue as a page") struct QueuePageTests {
    @Test
    func
        `a household is a row with a link that says the case, and no first decision is among them`()
        async throws
    {
        let desk = try Desk()
        try desk.publish(Northmoor.all)
        try desk.settle()
        let page = await desk.get("/").text
        // Of six children with alerts, one waits for a first decision alone and one was re-referred
        // and nothing besides.
        #expect(page.contains("<h1>Four second looks to take today</h1>"))
        #expect(page.count(of: "<li class=\"row\"") == 4)
        let link = "/children/\(desk.digest.digest(of: "C-1029"))"
        #expect(page.contains("<h3><a href=\"\(link)\">Third referral in 12 months"))
        #expect(page.contains("<span class=\"unseen\">, C-1029</span></a></h3>"))
        #expect(!page.contains("C-0871"))
        #expect(!page.contains("severity"))
        let clock = await desk.get("/first-decisions").text
        #expect(clock.contains("C-0871"))
        #expect(!clock.contains("C-2204"))
    }

    @Test func `points beyond a hundred rank, and a hundred is shown`() async throws {
        let desk = try Desk()
        let cases: [(String, Int)] = [("low", 10), ("high", 60), ("more", 70), ("top", 80)]
        try desk.publish(
            alerts: cases.map { name, score in
                .sample(
                    id: name, child: name, rule: "rapid-return", score: score,
                    band: desk.policy.band(of: score).name)
            })
        try desk.follow()
        let page = await desk.get("/").text
        #expect(
            page.order(of: ["top", "more", "high", "low"].map { "unseen\">, \($0)</span>" })
                == Array(0..<4))
    }

    @Test func `siblings are one row, which says how many they are`() async throws {
        let desk = try Desk()
        try desk.publish(Sibling.events)
        try desk.settle()
        let page = await desk.get("/").text
        #expect(page.count(of: "<li class=\"row\"") == 1)
        #expect(page.contains("and one other"))
        let child = await desk.get("/children/\(desk.digest.digest(of: "C-a"))").text
        #expect(child.contains("<h2>In the same home</h2>"))
        #expect(child.contains(desk.digest.digest(of: "C-b")))
    }

    @Test func `the score is today's, not the one the alert was raised with`() async throws {
        let desk = try Desk()
        try desk.publish(Northmoor.back.events)
        try desk.settle()
        func score() async -> String? {
            await desk.get("/").text.firstMatch(of: /<strong>(\d+)<\/strong>/).map { String($0.1) }
        }
        let before = await score()
        desk.clock.pass(hours: 24 * 30)
        let after = await score()
        let expected = Score(
            of: desk.policy.story(
                of: Chronology(Northmoor.back.events), at: desk.clock.now), under: desk.policy
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
        for path in ["/", "/first-decisions"] {
            let reading = await desk.get(path).text
            #expect(reading.contains("<h1>Reading the records</h1>"))
            #expect(!reading.contains("Nothing needs"))
            #expect(reading.contains("records to go"))
            #expect(reading.contains("<b>Catching up,</b>"))
            #expect(reading.contains("class=\"caution\""))
        }
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

    @Test
    func
        `what is withdrawn stays until the next working day ends, struck through, with the reason`()
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
            #expect(page.contains("09:41: The referral it rested on was taken back."))
        }
        // A Friday's is there on Monday, and gone when Monday's work ends.
        desk.clock.now = at(23, 11, 2026, 16, 59, 0)
        #expect(await desk.get("/").text.contains("<s>Back 12 days after closing</s>"))
        desk.clock.now = at(23, 11, 2026, 17, 0, 0)
        #expect(await desk.get("/").text.contains("<s>") == false)
    }

    @Test func `what is beyond the day is counted, and every row is on one page of everything`()
        async throws
    {
        let desk = try Desk()
        try desk.publish(
            alerts: (0..<250).map { .sample(id: "\($0)", child: "C\($0)", rule: "rapid-return") })
        try desk.follow()
        let day = await desk.get("/").text
        #expect(day.contains("<h1>Eight second looks to take today</h1>"))
        #expect(day.contains("242 more households wait beyond today’s eight."))
        #expect(day.contains("<h2>Beyond today, 242 households</h2>"))
        #expect(day.contains("Show the other 222"))
        var seen: Set<String> = []
        for page in 1...3 {
            let text = await desk.get("/?show=everything&page=\(page)").text
            #expect(text.contains("<h1>250 households in the queue</h1>"))
            #expect(text.contains("Page \(page) of 3"))
            #expect(text.contains("Show the next") == (page < 3))
            for match in text.matches(of: /unseen">, (C\d+)<\/span>/) {
                seen.insert(String(match.1))
            }
        }
        #expect(seen.count == 250)
        for odd in ["page=9", "page=-3", "page=99999999999999999999", "show=%22%3E%3Cb%3E"] {
            #expect(await desk.get("/?show=everything&\(odd)").status == .ok)
        }
    }

    @Test func `what happened before the council went live is known and late for nobody`()
        async throws
    {
        let desk = try Desk(goingLive: day_(20, 11, 2026))
        try desk.publish(Northmoor.faster.events + Northmoor.undecided.events)
        try desk.settle()
        desk.clock.pass(hours: 24 * 20)
        try desk.follow()
        let page = await desk.get("/").text
        #expect(page.contains("C-3340"))
        #expect(page.contains("<b>no due time</b>"))
        #expect(!page.contains("late since"))
        #expect(!page.contains("past due"))
        let clock = await desk.get("/first-decisions").text
        #expect(clock.contains("<h1>No first decision is overdue</h1>"))
        #expect(clock.contains("<h2>From before 20 November 2026</h2>"))
        #expect(!clock.contains("late since"))
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

/// Two children of one home, each with three contacts that led to no referral.
enum Sibling {
    static var events: [Event] { child("C-a").events + child("C-b").events }

    static func child(_ name: String) -> Telling {
        var child = Telling(name)
        for (number, source) in [ReferralSource.school, .healthVisitor, .police].enumerated() {
            child.contact(
                "\(name)-K\(number)", on(17 + number, 11, 2026), source, home: "H-1")
        }
        return child
    }
}
