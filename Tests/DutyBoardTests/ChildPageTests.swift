import Casework
import Digests
import HTTPServer
import Testing

@testable import DutyBoard

@Suite struct ChildPageTests {
    private func page(_ telling: Telling) async throws -> String {
        let desk = try Desk()
        try desk.publish(telling.events)
        try desk.settle()
        return await desk.get("/children/\(desk.digest.digest(of: telling.child))").text
    }

    @Test func `the heading is the answer`() async throws {
        var closed = Telling("C-1")
        closed.referral("R1", on(1, 3, 2026), .school, noFurtherAction: true)
        var pending = Telling("C-2")
        pending.referral("R1", on(1, 9, 2026))
        pending.closure("R1", on(1, 10, 2026), pending: true)
        pending.referral("R2", on(9, 10, 2026))
        var same = Telling("C-3")
        same.referral("R1", on(1, 9, 2026))
        same.closure("R1", on(19, 11, 2026))
        same.referral("R2", on(19, 11, 2026))
        var gone = Telling("C-4")
        gone.contact("K1", on(1, 9, 2026))
        gone.takeBack(.contact, "K1", "Wrong child", at: on(2, 9, 2026))
        for (telling, heading) in [
            (Northmoor.back, "C-1029 is back, 42 days after closing"),
            (Northmoor.unheard, "C-2204 has 4 contacts and no referral"),
            (Northmoor.undecided, "C-0871 was referred on 18 November and is open"),
            (closed, "C-1 was closed on 1 March: no further action"),
            (pending, "C-2 is open again, which is not a real return"),
            (same, "C-3 is back, on the day of closing"),
            (gone, "C-4 has no record that stands"),
        ] {
            #expect(try await page(telling).contains("<h1>\(heading)</h1>"))
        }
    }

    @Test func `the reasons add up to the score, and link to the records`() async throws {
        let page = try await page(Northmoor.back)
        let points = page.matches(of: /<td class="n"><strong>(\d+)<\/strong>/)
            .compactMap { Int($0.1) }
        let total = try #require(page.firstMatch(of: /Why (\d+)</).flatMap { Int($0.1) })
        #expect(points.reduce(0, +) == total)
        #expect(page.contains("in 30 days without news it would be"))
        let links = Set(page.matches(of: /href="#(record-\d+)"/).map { $0.1 })
        let anchors = Set(page.matches(of: /<tr id="(record-\d+)"/).map { $0.1 })
        #expect(!links.isEmpty)
        #expect(links.isSubset(of: anchors))
        #expect(anchors.count == 9)
    }

    @Test func `the picture has every episode, return and contact, and the score's steps`()
        async throws
    {
        let page = try await page(Northmoor.back)
        #expect(page.count(of: "<rect x") - page.count(of: "class=\"amount\"") == 3)
        #expect(page.count(of: "class=\"arc\"") == 2)
        #expect(page.count(of: "class=\"contact\"") == 5)
        #expect(page.contains("back after 42 days"))
        #expect(page.contains("RC8: assessed, no further action"))
        #expect(page.contains("second look from 50"))
        #expect(page.contains("5 contacts, 3 episodes and 2 returns from"))
        let steps = try #require(page.firstMatch(of: /<path d="([^"]+)" class="curve"/))
        #expect(steps.1.count(where: { $0 == "V" }) >= 5)
    }

    @Test func `a false loop is dashed and named`() async throws {
        var child = Telling("C-1")
        child.referral("R1", on(1, 3, 2026))
        child.closure("R1", on(1, 5, 2026), .transferredToAuthority)
        child.referral("R2", on(9, 10, 2026))
        let page = try await page(child)
        #expect(page.contains("class=\"arc false\""))
        #expect(page.contains("had moved away, no return"))
        #expect(page.contains("The child had moved to another council: not a return."))
    }

    @Test func `what was taken back or amended says so`() async throws {
        var child = Northmoor.mistaken
        child.takeBack(.referral, "R2", "It is <another> child’s", at: at(20, 11, 2026, 9, 40))
        child.closure("R1", on(5, 11, 2026), .noActionAfterAssessment)
        let page = try await page(child)
        #expect(page.contains("taken back: It is &lt;another&gt; child’s"))
        #expect(page.contains("<s>18 Nov 2026</s>"))
        #expect(page.contains("amended 5 Nov 2026") == false)
    }

    @Test func `an amended record names the day, and a clash is named`() async throws {
        var child = Telling("C-1")
        child.contact("K1", on(1, 9, 2026), .school, nil)
        child.contact("K1", on(1, 9, 2026), .school, .informationAndAdvice)
        child.referral("R1", on(1, 10, 2026))
        var events = child.events
        events[1].time = at(3, 9, 2026, 12, 0, 0)
        var other = events[2]
        other.id = "other"
        other.source = "another-system"
        events.append(other)
        child.events = events
        let page = try await page(child)
        #expect(page.contains("amended 3 Sep 2026"))
        #expect(page.contains("More than one version of <a href=\"#record-1\">referral"))
    }

    @Test func `a long history stays within bounds`() async throws {
        var child = Telling("C-1")
        for round in 0..<100 {
            let day = day_(1, 1, 2012) + round * 50
            for number in 0..<5 { child.contact("K\(round).\(number)", CaseDate(day - number)) }
            child.referral("R\(round)", CaseDate(day))
            child.closure("R\(round)", CaseDate(day + 20))
        }
        let page = try await page(child)
        #expect(page.count(of: "<tr id=\"record-") == 100)
        let curve = try #require(page.firstMatch(of: /<path d="([^"]+)" class="curve"/))
        #expect(curve.1.count(where: { $0 == "V" }) <= ScoreCurve.most)
        #expect(page.count(of: "class=\"contact\"") < 320)
    }

    @Test(
        "Nothing that was published becomes markup, in text, attributes, pictures or JSON",
        arguments: [
            "\"><script>alert(1)</script>", "' onmouseover='x", "</svg><img src=x onerror=y>",
            "a/b?c#d%2e", "מ</title>", "javascript:alert(1)", "..", "&amp;",
        ])
    func hostile(name: String) async throws {
        let desk = try Desk()
        var child = Telling(name)
        child.contact("K\(name)", on(1, 9, 2026))
        child.referral("R\(name)", on(1, 9, 2026))
        child.closure("R\(name)", on(9, 11, 2026))
        child.referral("Q\(name)", on(19, 11, 2026))
        child.takeBack(.contact, "K\(name)", "because \(name)", at: on(20, 11, 2026))
        try desk.publish(child.events)
        try desk.publish(alerts: [
            .sample(child: name, rule: name, band: name, reasons: ["since \(name)"])
        ])
        try desk.settle()
        let digest = desk.digest.digest(of: name)
        for path in ["/", "/rows", "/children/\(digest)"] {
            let response = await desk.get(path)
            #expect(response.status == .ok)
            let page = response.text
            #expect(page.contains(escaped(name)))
            for mark in ["<script>", "<img", "onmouseover='", "</title></title>", "href=\"java"] {
                #expect(!page.contains(mark))
            }
            #expect(page.count(of: "</svg>") == page.count(of: "<svg"))
        }
        let alerts = await desk.get("/alerts").json["alerts"] as? [[String: Any]]
        #expect(alerts?.contains { $0["childId"] as? String == name } == true)
        let stream = try StreamReading(await desk.get("/alerts/stream?from=start"))
        #expect(stream.alerts().allSatisfy { $0.json["childId"] as? String == name })
        let found = await desk.post(form: "id=\(percent(name))", to: "/children")
        #expect(found.headers["Location"] == "/children/\(digest)")
    }

    @Test func `an identifier is found by a form alone, and an unknown one is answered in words`()
        async throws
    {
        let desk = try Desk()
        var child = Telling("C 1/2")
        child.contact("K", on(1, 9, 2026))
        try desk.publish(child.events)
        try desk.settle()
        let typed = await desk.get("/children/C%201%2F2")
        #expect(typed.status == .notFound)
        #expect(!typed.text.contains("C 1/2"))
        let unknown = await desk.get("/children/C-9%3Cb%3E")
        #expect(unknown.status == .notFound)
        #expect(unknown.text.contains("<h1>No record of this child</h1>"))
        #expect(!unknown.text.contains("C-9"))
        let searched = await desk.post(form: "id=+C-9+", to: "/children")
        #expect(searched.status == .notFound)
        let found = await desk.post(form: "id=+C+1%2F2+", to: "/children")
        #expect(found.status == .seeOther)
        let page = await desk.get(found.headers["Location"] ?? "")
        #expect(page.text.contains("<h1>C 1/2 has 1 contact and no referral</h1>"))
    }

    private func escaped(_ text: String) -> String {
        text.replacing("&", with: "&amp;").replacing("<", with: "&lt;")
            .replacing(">", with: "&gt;").replacing("\"", with: "&quot;")
            .replacing("'", with: "&#39;")
    }

    private func percent(_ text: String) -> String {
        text.utf8.map { "%" + ($0 < 16 ? "0" : "") + String($0, radix: 16) }.joined()
    }
}
