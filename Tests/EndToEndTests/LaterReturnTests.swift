import Foundation
import Testing

@Suite("What a later return says of the same child")
struct LaterReturnTests {
    private typealias Episode = CensusReturn.Episode

    /// A return to 31 March of a year, made in July.
    private func returned(_ year: Int, _ episodes: Episode...) -> CensusReturn {
        CensusReturn(
            year: year, dateTime: "\(year)-07-01T10:00:00",
            children: [.init(id: "A9", episodes: episodes)])
    }

    private func read(
        _ returns: [CensusReturn], _ day: String, in place: Place = .embedded
    ) throws -> (story: String, alerts: String, report: String) {
        let home = try Home(place)
        for (number, returned) in returns.enumerated() {
            let file = try home.scratch.file("\(number).xml", returned.xml.utf8)
            let outcome = try home.run("import", "cin", file)
            try #require(outcome.status == 0, "\(outcome.errors)")
        }
        try home.checkHealth()
        return (
            try home.run("explain", "A9", "--as-of", day).text,
            try home.run("alerts", "--as-of", day, "--json").text,
            try home.run("report", "returns", "--as-of", day, "--json").text
        )
    }

    @Test(arguments: Place.here)
    func `what it shows open was not closed, whichever is imported first`(_ place: Place) throws {
        let first = returned(
            2025, Episode(referred: "2024-12-01", closed: "2025-03-30", reason: "RC7"))
        let second = returned(
            2026, Episode(referred: "2024-12-01"),
            Episode(referred: "2025-04-05", source: "2A", need: nil, noFurtherAction: true))
        let forward = try read([first, second], "2025-04-10", in: place)
        let backward = try read([second, first], "2025-04-10", in: place)
        #expect(forward == backward)
        #expect(forward.story.contains("2024-12-01  referral from family or neighbours, open"))
        #expect(!forward.alerts.contains("rapid-return"))
        #expect(forward.report.contains("\"returns\" : 0"))
        // The first alone, as long as nothing else is known.
        #expect(try read([first], "2025-04-10").story.contains("closed 2025-03-30"))
    }

    @Test func `the last word on a closing holds in every order of three returns`() throws {
        let returns = [
            returned(
                2024,
                Episode(
                    referred: "2023-12-01", source: "6", closed: "2024-03-30", reason: "RC7")),
            returned(2025, Episode(referred: "2023-12-01", source: "6")),
            returned(
                2026,
                Episode(
                    referred: "2023-12-01", source: "6", closed: "2025-06-01", reason: "RC8")),
        ]
        for order in [[0, 1, 2], [0, 2, 1], [1, 0, 2], [1, 2, 0], [2, 0, 1], [2, 1, 0]] {
            let story = try read(order.map { returns[$0] }, "2026-07-31").story
            #expect(
                story.contains(
                    "referral from police, closed 2025-06-01: assessed, no further action"),
                "\(order) \(story)")
            let two = try read(order.filter { $0 < 2 }.map { returns[$0] }, "2026-07-31").story
            #expect(two.contains("referral from police, open"), "\(order) \(two)")
        }
    }

    @Test func `of two referrals of a day, each is known again in the next year's return`() throws {
        let first = returned(
            2025, Episode(referred: "2025-03-02", source: "2A", need: nil, noFurtherAction: true),
            Episode(referred: "2025-03-02", source: "6"))
        let second = returned(
            2026,
            Episode(referred: "2025-03-02", source: "6", closed: "2026-03-10", reason: "RC7"))
        for order in [[first, second], [second, first]] {
            let story = try read(order, "2026-03-31").story
            #expect(story.contains("closed 2026-03-10"), "\(story)")
            #expect(story.contains("2 referrals on that day"), "\(story)")
        }
    }

    @Test func `a later return says who referred, in every order of three returns`() throws {
        let returns = [
            returned(2024, Episode(referred: "2023-12-01", source: "1A")),
            returned(2025, Episode(referred: "2023-12-01", source: "6")),
            returned(
                2026,
                Episode(
                    referred: "2023-12-01", source: "6", closed: "2025-06-01", reason: "RC8")),
        ]
        for order in [[0, 1, 2], [0, 2, 1], [1, 0, 2], [1, 2, 0], [2, 0, 1], [2, 1, 0]] {
            let outcome = try read(order.map { returns[$0] }, "2026-07-31")
            #expect(outcome.story.contains("referral from police, closed 2025-06-01"), "\(order)")
            #expect(!outcome.story.contains("family"), "\(order) \(outcome.story)")
            #expect(outcome.report.contains("\"sameDayDuplicates\" : 0"), "\(order)")
        }
        // What had ended before a return's year need not stand in it.
        let ended = returned(
            2024, Episode(referred: "2023-12-01", source: "1A", closed: "2024-03-30", reason: "RC8")
        )
        for order in [[ended, returns[1]], [returns[1], ended]] {
            #expect(try read(order, "2026-07-31").story.contains("2 referrals on that day"))
        }
    }

    @Test func `any order of three years' returns gives the same records and the same alerts`()
        throws
    {
        // On 2 March the school, the police twice; every year's return has others of them.
        let returns = [
            returned(
                2024, Episode(referred: "2024-03-02", source: "6"),
                Episode(referred: "2024-03-02", source: "6", closed: "2024-03-20", reason: "RC8"),
                Episode(referred: "2024-03-02", source: "2A", need: nil, noFurtherAction: true)),
            returned(
                2025, Episode(referred: "2025-02-10", source: "3A"),
                Episode(referred: "2024-03-02", source: "6", closed: "2025-01-20", reason: "RC9")),
            returned(
                2026, Episode(referred: "2025-11-02", source: "2A"),
                Episode(referred: "2025-02-10", source: "3A", closed: "2025-10-30", reason: "RC8"),
                Episode(referred: "2025-02-10", source: "1A", need: nil, noFurtherAction: true)),
        ]
        let expected = try read(returns, "2025-11-05")
        #expect(expected.alerts.contains("rapid-return"))
        #expect(expected.alerts.contains("CIN-A9-2025-02-10-3A-1"))
        for order in [[0, 2, 1], [1, 0, 2], [1, 2, 0], [2, 0, 1], [2, 1, 0]] {
            let other = try read(order.map { returns[$0] }, "2025-11-05")
            #expect(other == expected, "\(order)")
        }
        // Which of a day stands first in the document says nothing either.
        var turned = returns
        for index in turned.indices { turned[index].children[0].episodes.reverse() }
        #expect(try read(turned, "2025-11-05") == expected)
    }

    @Test func `half a closing in a later return opens nothing`() throws {
        let first = returned(
            2025, Episode(referred: "2024-12-01", closed: "2025-03-30", reason: "RC7"))
        let second = returned(2026, Episode(referred: "2024-12-01", closed: "2025-03-30"))
        for order in [[first, second], [second, first]] {
            #expect(try read(order, "2026-03-31").story.contains("closed 2025-03-30"))
        }
    }

    @Test func `it says what changed, and fails where nothing could be imported`() throws {
        let home = try Home(.embedded)
        let file = try home.scratch.file(
            "a.xml",
            returned(
                2025, Episode(referred: "2024-12-01", closed: "2025-03-30", reason: "RC7")
            ).xml.utf8)
        #expect(try home.run("import", "cin", file).text.contains("2 new, 0 amended, 0 unchanged"))
        #expect(try home.run("import", "cin", file).text.contains("0 new, 0 amended, 2 unchanged"))
        let changed = try home.scratch.file(
            "b.xml", returned(2026, Episode(referred: "2024-12-01", source: "6")).xml.utf8)
        #expect(
            try home.run("import", "cin", changed).text
                .contains("1 new, 0 amended, 0 unchanged"))
        let none = try home.scratch.file(
            "c.xml", returned(2026, Episode(referred: "2024-12-01", source: "ZZ")).xml.utf8)
        let outcome = try home.run("import", "cin", none)
        #expect(outcome.status == 1)
        #expect(outcome.errors.contains("nothing was imported"))
        #expect(outcome.text.contains("left out: 0 children, 1 episodes, 0 closings"))
        let other = try home.run("import", "cin", changed, "--correcting", file)
        #expect(other.status == 1)
        #expect(other.errors.contains("import it without --correcting"))
    }
}
