import Casework
import Simulation
import Testing

@Suite("Several referrals on one day")
struct SameDayTests {
    @Test("A referral that came before the closing of its day is no return, and one after it is")
    func beforeTheClosing() {
        func loops(_ received: String) -> Int {
            appraise(
                referral("R1", "2026-06-01"), closure("R1", "2026-11-26 10:00"),
                referral("R2", received), at: "2026-11-26"
            ).story.loops.count
        }
        #expect(loops("2026-11-26 09:00") == 0)
        #expect(loops("2026-11-26 11:00") == 1)
        // Nothing tells the order.
        #expect(loops("2026-11-26") == 1)
    }

    /// A school's referral that led to nothing, and the police's of the same day, which went on for
    /// nine months; ten days after closing the child is back.
    private let school = referral("S", "2025-06-02", from: "2A", nfa: true)
    private let police: [Fact] = [
        referral("P", "2025-06-02", from: "6", need: .abuseOrNeglect), closure("P", "2026-03-10"),
        referral("G", "2026-03-20", from: "3A", need: .abuseOrNeglect),
    ]

    private func read(_ facts: [Fact], at now: String) -> Appraisal {
        Appraisal(of: Chronology(events(facts)), at: moment(now), under: policy)
    }

    @Test("One that led to nothing hides neither the other, nor the return after it")
    func hidesNothing() throws {
        let (alone, beside) = (
            read(police, at: "2026-03-25"), read([school] + police, at: "2026-03-25")
        )
        #expect(alone.findings(of: RapidReturn.self).count == 1)
        #expect(beside.findings.map(\.rule) == alone.findings.map(\.rule))
        #expect(beside.findings.map(\.severity) == alone.findings.map(\.severity))
        #expect(beside.findings.map(\.reasons) == alone.findings.map(\.reasons))
        #expect(beside.findings.map(\.since) == alone.findings.map(\.since))
        #expect(beside.score.total == alone.score.total)
        let rapid = try #require(beside.findings(of: RapidReturn.self).first)
        #expect(
            rapid.evidence == [
                RecordReference(.referral, RecordID("P")),
                RecordReference(.referral, RecordID("S")),
                RecordReference(.closure, RecordID("P")), RecordReference(.referral, RecordID("G")),
            ])
        #expect(beside.story.episodes[0].bodies == [.police, .education])
    }

    @Test("The closing that is named is one that was recorded, whichever referral came first")
    func evidenceExists() {
        for code in ["A", "Z"] {
            let facts = [referral(code, "2025-06-02", from: "2A", nfa: true)] + police
            let records = Set(Chronology(events(facts)).holding.map(\.record))
            for finding in read(facts, at: "2026-03-25").findings {
                #expect(records.isSuperset(of: finding.evidence), "\(finding.rule)")
            }
        }
    }

    @Test(
        "It is open while one of them is, and ends with the last of them",
        arguments: [
            ([nil, nil], nil), (["2025-06-02", nil], nil), ([nil, "2025-08-01"], nil),
            (["2025-07-01", "2025-06-10"], "2025-07-01"),
            (["2025-06-10", "2025-07-01", "2025-06-02"], "2025-07-01"),
            (["2025-06-10", nil, "2025-07-01"], nil), ([nil, nil, "2025-06-03"], nil),
        ] as [([String?], String?)])
    func endings(closed: [String?], end: String?) {
        let facts = closed.enumerated().flatMap { index, day in
            [referral("R\(index)", "2025-06-02", from: ["6", "2A", "3A"][index])]
                + (day.map { [closure("R\(index)", $0)] } ?? [])
        }
        let story = read(facts, at: "2025-12-31").story
        #expect(story.episodes.map(\.duplicates.count) == [closed.count - 1])
        #expect(story.episodes.map { $0.ending?.day } == [end.map(day)])
        #expect(
            story.hadOpenEpisode(on: day("2025-06-30")) == (end.map { $0 > "2025-06-30" } ?? true))
    }

    @Test("No further action on all of them ends it")
    func nothingOnAll() {
        let story = read(
            [school, referral("P", "2025-06-02", nfa: true, decided: "2025-06-03")],
            at: "2025-12-31"
        ).story
        #expect(story.episodes.map { $0.ending?.day } == [day("2025-06-03")])
        #expect(story.episodes.allSatisfy { $0.ending?.isNotYetSerious == true })
    }

    @Test("A closing that names no referral recorded closes nothing")
    func unknownReferral() {
        let story = read([school, police[0], closure("X", "2025-06-20")], at: "2025-12-31").story
        #expect(story.episodes.map { $0.ending == nil } == [true])
    }

    @Test("Closed at ten and back at four by another door is open again, and a return")
    func backOnTheDay() throws {
        let facts = [
            referral("R1", "2026-03-20 09:00", from: "2A"), closure("R1", "2026-03-20 10:00"),
            referral("R2", "2026-03-20 16:00", from: "6"),
        ]
        let appraisal = read(facts, at: "2026-03-21")
        #expect(appraisal.story.episodes.map { $0.ending == nil } == [false, true])
        #expect(appraisal.story.loops.map(\.gapDays) == [0])
        #expect(appraisal.story.turns.map(\.isReReferral) == [false])
        let rapid = try #require(appraisal.findings(of: RapidReturn.self).first)
        #expect(rapid.reasons.first == "Back on the day of closing.")
        #expect(appraisal.findings(of: ReReferral.self).isEmpty)
        // The official figures know days alone: one referral, and none again.
        let report = ReturnsReport(
            [Chronology(events(facts))], at: moment("2026-03-21"), clocks: policy.clocks)
        #expect(report.all == .init(referrals: 1, laterThatDay: 1, reReferrals: 0, returns: 1))
        #expect(report.all.returnPercent == 50)
        #expect(report.sameDayDuplicates == 1)
        // Who referred after the closing has a row of their own, with what its share is taken of.
        #expect(report.bySource[.school] == .init(referrals: 1))
        #expect(report.bySource[.police] == .init(referrals: 1, returns: 1))
        #expect(report.byNeed.values.map(\.referrals).reduce(0, +) == 2)
    }

    @Test(
        "A time of day orders a day only where all are told",
        arguments: [
            // The second came before the first was closed.
            ("2026-03-20 09:00", "2026-03-20 10:00", "2026-03-20 09:30", 1),
            // Nobody knows when on the day it was closed, or when the other came.
            ("2026-03-20 09:00", "2026-03-20", "2026-03-20 16:00", 1),
            ("2026-03-20 09:00", "2026-03-20 10:00", "2026-03-20", 1),
            ("2026-03-20", "2026-03-20 10:00", "2026-03-20 16:00", 2),
            ("2026-03-20 09:00", "2026-03-20 16:00", "2026-03-20 16:00", 2),
            // Closed on a later day.
            ("2026-03-20 09:00", "2026-03-21 08:00", "2026-03-20 16:00", 1),
        ])
    func timesOfDay(received: String, closed: String, back: String, episodes: Int) {
        let story = read(
            [referral("R1", received), closure("R1", closed), referral("R2", back)],
            at: "2026-03-31"
        ).story
        #expect(story.episodes.count == episodes)
        #expect(story.episodes.last.map { $0.ending == nil } == true)
        #expect(story.loops.count == episodes - 1)
    }

    @Test("A decision with a time of day is an ending with a time of day")
    func decidedAndBack() {
        let story = read(
            [
                referral("R1", "2026-03-20 09:00", nfa: true, decided: "2026-03-20 10:00"),
                referral("R0", "2026-03-20", from: "3A", nfa: true),
                referral("R2", "2026-03-20 16:00", from: "6"),
            ], at: "2026-03-31"
        ).story
        #expect(story.episodes.map(\.referral.id.text) == ["R0", "R2"])
        #expect(story.loops.map(\.gapDays) == [0])
    }

    @Test("One that waits for a decision is not decided by no further action on another")
    func stillWaiting() {
        let facts = [
            referral("R1", "2026-03-20 09:00", from: "2A", nfa: true),
            referral("R2", "2026-03-20 10:00", from: "6", nfa: nil),
        ]
        let overdue = read(facts, at: "2026-03-25").findings(of: DecisionOverdue.self)
        #expect(overdue.map(\.anchor.id.text) == ["R2"])
    }

    @Test("Another referral a day later that led to nothing hides the longer story as little")
    func aDayLater() {
        let facts = [referral("S", "2025-06-03", from: "2A", nfa: true)] + police
        let story = read(facts, at: "2026-03-25").story
        #expect(story.turns.map(\.gapDays) == [nil, 10])
        #expect(story.loops.map(\.previous.referral.id.text) == ["P"])
        #expect(read(facts, at: "2026-03-25").findings(of: RapidReturn.self).count == 1)
    }

    @Test("While the episode before is open, an older closing makes no return")
    func openBefore() {
        let story = read(
            [
                referral("R1", "2025-01-01"), closure("R1", "2025-02-01"),
                referral("R2", "2025-03-01"), referral("R3", "2025-03-10"),
            ], at: "2025-12-31"
        ).story
        #expect(story.turns.map(\.gapDays) == [28, nil])
    }

    @Test("Whatever order they arrive in, every permutation tells one story")
    func permutations() {
        let history = events(
            [school] + police + [referral("N", "2025-06-02", from: "1A", nfa: nil)])
        let expected = Appraisal(
            of: Chronology(history), at: moment("2026-03-25"), under: policy)
        var orders: [[Event]] = [[]]
        for event in history {
            orders = orders.flatMap { order in
                (0...order.count).map { place in
                    var order = order
                    order.insert(event, at: place)
                    return order
                }
            }
        }
        #expect(orders.count == 120)
        for order in orders {
            let read = Appraisal(of: Chronology(order), at: moment("2026-03-25"), under: policy)
            #expect(read.findings == expected.findings)
            #expect(read.story.episodes == expected.story.episodes)
        }
    }

    @Test("Thousands of days at random: what is open stays open, and the official count is by day")
    func atRandom() {
        for seed in UInt64(0)..<3_000 {
            var random = RandomSource(seed: seed)
            var facts: [Fact] = []
            for number in 0..<Int.random(in: 2...5, using: &random) {
                let hour = Int.random(in: 8...17, using: &random)
                let received =
                    Bool.random(using: &random)
                    ? "2025-06-02 \(hour):00" : "2025-06-02"
                facts.append(
                    referral(
                        "R\(number)", received, from: ["6", "2A", "3A"][number % 3],
                        nfa: [true, false, nil].randomElement(using: &random) ?? nil))
                guard Bool.random(using: &random) else { continue }
                facts.append(
                    closure(
                        "R\(number)",
                        ["2025-06-02", "2025-06-02 12:00", "2025-06-20"]
                            .randomElement(using: &random) ?? "2025-06-02"))
            }
            let history = events(facts + [referral("L", "2025-07-01")])
            let chronology = Chronology(history.shuffled(using: &random))
            #expect(chronology == Chronology(history), "seed \(seed)")
            let story = policy.story(of: chronology, at: moment("2025-12-31"))
            let isOpen = facts.contains { fact in
                guard case .referral(let referral) = fact, referral.noFurtherAction != true else {
                    return false
                }
                return !facts.contains { $0.record == referral.closureReference }
            }
            let day = story.episodes.dropLast()
            #expect(day.contains { $0.ending == nil } == isOpen, "seed \(seed)")
            #expect(
                day.reduce(0) { $0 + $1.referrals.count }
                    == facts.count { if case .referral = $0 { true } else { false } },
                "seed \(seed)")
            #expect(story.turns.count(where: \.isReReferral) == 1, "seed \(seed)")
            let report = ReturnsReport(
                [chronology], at: moment("2025-12-31"), clocks: policy.clocks)
            #expect(report.all.referrals == 2, "seed \(seed)")
            #expect(report.all.reReferrals == 1, "seed \(seed)")
        }
    }
}
