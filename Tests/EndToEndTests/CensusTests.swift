import Caseloads
import Casework
import Foundation
import Patience
import Testing

/// Children in need census returns, from the file to the figures.
@Suite(.waits) struct CensusTests {
    private typealias Child = CensusReturn.Child
    private typealias Episode = CensusReturn.Episode

    /// Every way to come back that the two clocks tell apart.
    private static let returned = CensusReturn(children: [
        Child(
            id: "once", episodes: [Episode(referred: "2024-05-01", source: "6", need: "N4")]),
        // Both clocks: referred and closed less than a year before.
        Child(
            id: "both",
            episodes: [
                Episode(
                    referred: "2024-04-10", closed: "2024-06-01", reason: "RC8"),
                Episode(referred: "2024-09-01", source: "2A"),
            ]),
        // The research clock alone: referred long ago, closed lately.
        Child(
            id: "closing",
            episodes: [
                Episode(referred: "2023-01-10", closed: "2024-08-01", reason: "RC7"),
                Episode(referred: "2024-12-01", source: "3A", need: "N5"),
            ]),
        // The official clock alone: referred again before the first was closed.
        Child(
            id: "open",
            episodes: [
                Episode(referred: "2024-06-01"),
                Episode(referred: "2024-10-01", closed: "2024-11-01", reason: "RC9"),
            ]),
        // A year to the day is not less than a year; a day before it is.
        Child(
            id: "year",
            episodes: [
                Episode(referred: "2023-06-15", closed: "2023-06-15", reason: "RC8"),
                Episode(referred: "2024-06-15"),
            ]),
        Child(
            id: "day-less",
            episodes: [
                Episode(referred: "2023-06-16", closed: "2023-06-20", reason: "RC8"),
                Episode(referred: "2024-06-15"),
            ]),
        // No further action and no closure: it ended on its own day.
        Child(
            id: "nfa",
            episodes: [
                Episode(referred: "2024-07-01", need: nil, noFurtherAction: true),
                Episode(referred: "2024-07-20", source: "6", noFurtherAction: true),
                Episode(referred: "2025-02-01"),
            ]),
        Child(
            id: "twice-a-day",
            episodes: [
                Episode(referred: "2024-08-08"),
                Episode(referred: "2024-08-08", closed: "2024-08-30", reason: "RC8"),
                Episode(referred: "2024-09-09"),
            ]),
        Child(
            id: "moved",
            episodes: [
                Episode(referred: "2024-04-02", closed: "2024-05-02", reason: "RC5"),
                Episode(referred: "2024-07-07"),
            ]),
        // A year after a leap day.
        Child(
            id: "leap",
            episodes: [
                Episode(referred: "2024-02-29", closed: "2024-02-29", reason: "RC8"),
                Episode(referred: "2025-02-27"),
            ]),
        Child(
            id: "leap-over",
            episodes: [
                Episode(referred: "2024-02-29", closed: "2024-02-29", reason: "RC8"),
                Episode(referred: "2025-02-28"),
            ]),
        Child(
            id: "nameless", episodes: [Episode(referred: "2024-05-05")], isNameless: true),
        // Closed on the day of the next referral.
        Child(
            id: "same-day-back",
            episodes: [
                Episode(referred: "2024-05-05", closed: "2024-06-06", reason: "RC8"),
                Episode(referred: "2024-06-06", closed: "2024-06-30", reason: "RC8"),
                Episode(referred: "2024-06-29"),
            ]),
        // An unknown code costs its own episode and no other.
        Child(
            id: "unknown-code",
            episodes: [
                Episode(referred: "2024-05-06", closed: "2024-05-07", reason: "RC8"),
                Episode(referred: "2024-07-08", source: "77", isBroken: true),
                Episode(
                    referred: "2024-08-09", source: "2A, 6", closed: "2024-08-10", reason: "RC8",
                    isBroken: true),
                Episode(referred: "2024-09-10"),
            ]),
    ])

    private func check(_ returned: CensusReturn, in home: Home) throws {
        let figures = try #require(
            try JSONSerialization.jsonObject(with: try home.report()) as? [String: Any])
        let expected = CountedReturns(returned)
        #expect(figures["referrals"] as? Int == expected.referrals)
        #expect(figures["children"] as? Int == expected.children)
        #expect(figures["reReferrals"] as? Int == expected.reReferrals)
        #expect(figures["returns"] as? Int == expected.returns)
        #expect(figures["sameDayDuplicates"] as? Int == expected.sameDayDuplicates)
        let kinds = figures["falseLoopsByKind"] as? [String: Int]
        #expect(kinds?["transferred"] == expected.transferred)
        #expect(kinds?["same-day-duplicate"] == expected.sameDayDuplicates)
        let percent = Double(expected.reReferrals) / Double(expected.referrals) * 100
        #expect(abs((figures["reReferralPercent"] as? Double ?? -1) - percent) <= 0.005)
    }

    @Test func `the count by hand tells the clocks apart`() {
        let counted = CountedReturns(Self.returned)
        #expect(counted.referrals == 27)
        #expect(counted.children == 13)
        #expect(counted.reReferrals == 11)
        #expect(counted.returns == 9)
        #expect(counted.sameDayDuplicates == 1)
        #expect(counted.transferred == 1)
    }

    @Test(arguments: Place.here, [2023, 2025])
    func `a return gives the figures that a count by hand gives`(
        _ place: Place, year: Int
    ) throws {
        let home = try Home(place)
        let returned = Self.returned.of(year: year)
        let outcome = try home.bring(try home.write(returned))
        try check(returned, in: home)
        // Two broken episodes and a child without a name, by place and line and not by identifier.
        let problems = outcome.errors.split(separator: "\n")
        #expect(problems.count == 3, "\(outcome.errors)")
        #expect(problems.allSatisfy { $0.contains("line ") && $0.contains("left out") })
        #expect(outcome.errors.contains("LAchildID") && outcome.errors.contains("ReferralSource"))
        #expect(!outcome.errors.contains("unknown-code"))
        #expect(
            outcome.text.contains("of 14 children, 28 referrals and 12 closures"), "\(outcome.text)"
        )
    }

    @Test(arguments: Place.here)
    func `brought twice, it changes nothing`(_ place: Place) throws {
        let home = try Home(place)
        let file = try home.write(Self.returned)
        _ = try home.bring(file)
        let (report, alerts) = (try home.report(), try home.alerts())
        let before = try home.chronologies()
        #expect(String(decoding: alerts, as: UTF8.self).contains("rapid-return"))
        _ = try home.bring(file)
        #expect(try home.report() == report)
        #expect(try home.alerts() == alerts)
        let after = try home.chronologies()
        #expect(
            after.mapValues { $0.holding.map(\.fact) }
                == before.mapValues { $0.holding.map(\.fact) })
        #expect(after.values.reduce(0) { $0 + $1.clashes } == 0)
    }

    /// The corrected return often bears the time of the one it corrects.
    @Test(arguments: Place.here, ["2025-05-23T11:14:05", "2025-06-02T09:00:00"])
    func `a corrected return amends`(_ place: Place, dateTime: String) throws {
        let home = try Home(place)
        _ = try home.bring(try home.write(Self.returned))
        let alerts = try home.alerts()
        var corrected = Self.returned
        corrected.dateTime = dateTime
        // Closed a month later than was said, so that the next referral came before it.
        #expect(corrected.children[12].id == "same-day-back")
        corrected.children[12].episodes[0].closed = "2024-07-06"
        corrected.children[1].episodes[1].source = "6"
        let correction = try home.write(corrected, "corrected.xml")
        _ = try home.bring(correction)
        try check(corrected, in: home)
        #expect(CountedReturns(corrected).returns == CountedReturns(Self.returned).returns - 1)
        let figures = try JSONSerialization.jsonObject(with: try home.report()) as? [String: Any]
        let sources = figures?["bySource"] as? [String: [String: Any]]
        #expect(sources?["2A"] == nil)
        #expect(sources?["6"]?["referrals"] as? Int == 3)
        // The same as if the corrected one had been the only one.
        let fresh = try Home(.embedded)
        _ = try fresh.bring(correction)
        #expect(try home.alerts() == fresh.alerts())
        #expect(try home.alerts() != alerts, "the rapid return was none")
    }

    @Test(arguments: Place.here)
    func `a broken header is refused with its line, and the other file is brought`(
        _ place: Place
    ) throws {
        let home = try Home(place)
        let broken = Self.returned.xml.replacing(">CIN<", with: ">CLA<")
        let bad = try home.scratch.file("bad.xml", broken.utf8)
        let good = try home.write(Self.returned, "good.xml")
        let outcome = try home.run("import", "cin", bad, good)
        #expect(outcome.status == 1)
        #expect(outcome.errors.contains("line 4, Collection"), "\(outcome.errors)")
        #expect(outcome.errors.contains("Of 2 returns, 1 refused"))
        try check(Self.returned, in: home)
    }

    @Test(arguments: Place.here)
    func `a file that breaks off keeps what came before, and says so`(_ place: Place) throws {
        let home = try Home(place)
        let whole = Self.returned.xml
        let cut = try #require(whole.firstRange(of: "<LAchildID>moved"))
        let file = try home.scratch.file("cut.xml", whole[..<cut.lowerBound].utf8)
        let outcome = try home.run("import", "cin", file)
        var before = Self.returned
        before.children = Array(before.children.prefix(8))
        try check(before, in: home)
        #expect(outcome.errors.contains("everything from here on is left out"))
    }

    @Test(arguments: Place.here)
    func `something that is no return is refused and adds nothing`(_ place: Place) throws {
        let home = try Home(place)
        let file = try home.scratch.file("page.xml", "<html><body/></html>".utf8)
        let outcome = try home.bring(file, status: 1)
        #expect(outcome.errors.contains("line 1"), "\(outcome.errors)")
        #expect(try home.chronologies().isEmpty)
    }
}

extension Home {
    fileprivate func write(
        _ returned: CensusReturn, _ name: String = "return.xml"
    ) throws -> String {
        try scratch.file(name, returned.xml.utf8)
    }

    fileprivate func bring(_ file: String, status: Int32 = 0) throws -> Program.Outcome {
        let outcome = try run("import", "cin", file)
        #expect(outcome.status == status, "\(outcome.errors)")
        return outcome
    }

    fileprivate func report() throws -> Data {
        let outcome = try run("report", "returns", "--as-of", "2025-05-31", "--json")
        #expect(outcome.status == 0, "\(outcome.errors)")
        return outcome.output
    }

    /// Days after "same-day-back" came back.
    fileprivate func alerts() throws -> Data {
        try run("alerts", "--as-of", "2024-06-10", "--json").output
    }

    /// What the records come to, child by child: a message brought twice counts once.
    fileprivate func chronologies() throws -> [ChildID: Chronology] {
        try withLog { try Caseload(from: $0).chronologies }
    }
}
