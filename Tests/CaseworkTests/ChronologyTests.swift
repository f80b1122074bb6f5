import Casework
import Simulation
import Testing

@Suite("Law 1: arrival does not matter")
struct ChronologyTests {
    @Test("Every permutation of a small history, repeats among it, gives one chronology")
    func everyPermutation() {
        let facts = [
            referral("R1", "2026-01-05"), closure("R1", "2026-01-20"),
            referral("R1", "2026-01-06", nfa: true), retracted(.closure, "R1"),
            referral("R2", "2026-02-10"),
        ]
        let history = events(facts) + [events(facts)[1]]
        let expected = Chronology(history)
        var count = 0
        forEveryPermutation(of: history) { permutation in
            count += 1
            #expect(Chronology(permutation) == expected)
        }
        #expect(count == 720)
    }

    @Test("Thousands of shuffles of long, contradictory histories, cut in pieces and repeated")
    func shuffles() {
        for seed in UInt64(0)..<3_000 {
            var random = RandomSource(seed: seed)
            let history = randomEvents(Int.random(in: 2...60, using: &random), seed: seed)
            let expected = Chronology(history)
            let again =
                history.shuffled(using: &random) + history.shuffled(using: &random).prefix(9)
            let now = moment("2026-03-31")
            let chronology = Chronology(again)
            #expect(chronology == expected, "seed \(seed)")
            guard seed % 6 == 0 else { continue }
            #expect(
                Appraisal(of: chronology, at: now, under: policy)
                    .alerts(for: ChildID("C-1"), under: policy)
                    == Appraisal(of: expected, at: now, under: policy)
                    .alerts(for: ChildID("C-1"), under: policy), "seed \(seed)")
        }
    }

    @Test("A repeat changes nothing")
    func repeats() throws {
        var chronology = chronology(contact("K1", "2026-01-05"))
        let event = try #require(events([contact("K1", "2026-01-05")]).first)
        let isNews = chronology.insert(event)
        #expect(!isNews)
        #expect(chronology.entries.count == 1)
    }

    @Test("The later time holds, and at one time the greater id")
    func precedence() {
        func version(_ id: String, minute: Int64, _ received: String) -> Event {
            Event(
                id: id, source: "hub",
                time: moment("2026-01-01 09:00").advanced(milliseconds: minute * 60_000),
                childID: ChildID("C-1"), fact: referral("R1", received))
        }
        let chronology = Chronology([
            version("b", minute: 1, "2026-01-03"), version("c", minute: 0, "2026-01-02"),
            version("a", minute: 1, "2026-01-04"),
        ])
        let record = RecordReference(.referral, RecordID("R1"))
        #expect(chronology.holding(record)?.fact == referral("R1", "2026-01-03"))
    }

    @Test("A retraction takes the record out, and a later recording brings it back")
    func retraction() {
        let gone = appraise(
            referral("R1", "2026-01-05"), retracted(.referral, "R1"), at: "2026-02-01")
        #expect(gone.story.episodes.isEmpty)
        let back = appraise(
            referral("R1", "2026-01-05"), retracted(.referral, "R1"), referral("R1", "2026-01-06"),
            at: "2026-02-01")
        #expect(back.story.episodes.map(\.openedOn) == [day("2026-01-06")])
    }

    @Test("A retraction that arrives before its record still holds")
    func earlyRetraction() throws {
        let history = events([referral("R1", "2026-01-05"), retracted(.referral, "R1")])
        #expect(Chronology(history.reversed()) == Chronology(history))
    }

    @Test("One record from two systems is a clash; an amendment by the same system is none")
    func clashes() {
        let amended = chronology(referral("R1", "2026-01-05"), referral("R1", "2026-01-06"))
        #expect(amended.clashes == 0)
        let claimed = Chronology(
            events([referral("R1", "2026-01-05")])
                + events(
                    [contact("K1", "2026-01-01"), referral("R1", "2026-01-06")], source: "hub"))
        #expect(claimed.clashes == 1)
    }
}

/// Heap's algorithm.
private func forEveryPermutation<Element>(of items: [Element], _ body: ([Element]) -> Void) {
    var items = items
    func permute(_ count: Int) {
        guard count > 1 else { return body(items) }
        for index in 0..<count {
            permute(count - 1)
            items.swapAt(count % 2 == 0 ? index : 0, count - 1)
        }
    }
    permute(items.count)
}
