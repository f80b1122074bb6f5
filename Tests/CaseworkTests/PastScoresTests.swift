import Simulation
import Testing

@testable import Casework

@Suite("Scores of the past, worked out quickly")
struct PastScoresTests {
    /// Every date in a history, the moments around it, and some others.
    private func moments(_ events: [Event], _ random: inout RandomSource) -> [Moment] {
        let dates = events.flatMap { event -> [CaseDate] in
            switch event.fact {
            case .contact(let contact):
                [contact.receivedAt] + [contact.decidedAt].compactMap(\.self)
            case .referral(let referral):
                [referral.receivedAt] + [referral.decidedAt].compactMap(\.self)
            case .closure(let closure): [closure.closedAt]
            case .retraction: []
            }
        }.map(\.moment)
        let others = (0..<20).map { _ in
            London.moment(day("2025-01-01") + Int.random(in: 0..<900, using: &random))
        }
        return Array(
            Set(dates + dates.map { $0.advanced(milliseconds: -1) } + others)
                .shuffled(using: &random).prefix(60))
    }

    /// Referrals that name contacts, which `randomEvents` leaves out, and many of one day.
    private func events(_ seed: UInt64) -> [Event] {
        var random = RandomSource(seed: seed)
        let count = [5, 40, 300].randomElement(using: &random) ?? 5
        return randomEvents(count, seed: seed).map { event in
            var event = event
            if case .referral(var referral) = event.fact {
                referral.contactID =
                    Bool.random(using: &random)
                    ? RecordID("r\(Int.random(in: 0..<max(2, count / 2), using: &random))") : nil
                if seed.isMultiple(of: 3) { referral.receivedAt = date("2025-06-01") }
                event.fact = .referral(referral)
            }
            return event
        }
    }

    @Test("They are what reading the whole story at each moment gives")
    func same() {
        var quick = 0
        for seed in UInt64(0)..<120 {
            var random = RandomSource(seed: seed)
            let events = events(seed)
            let chronology = Chronology(events)
            let past = PastScores(of: chronology, under: policy)
            for moment in moments(events, &random) {
                let story = policy.story(of: chronology, at: moment)
                let total = Score(of: story, under: policy).total
                #expect(past.total(at: moment) == total, "seed \(seed) at \(moment)")
                for line in [1, 25, 50, 99, 100] {
                    #expect(
                        past.isAtLeast(line, at: moment) == (total >= line),
                        "seed \(seed), \(line) at \(moment)")
                }
                if past.quickTotal(at: moment) != nil { quick += 1 }
                let again = past.story(at: moment)
                #expect(again.contacts == story.contacts && again.episodes == story.episodes)
                #expect(again.turns == story.turns && again.loops == story.loops)
            }
        }
        #expect(quick > 100, "some are told without reading")
    }

    @Test("Whether an episode was open on a day is what looking at each of them says")
    func openEpisodes() {
        for seed in UInt64(0)..<120 {
            var random = RandomSource(seed: seed)
            let story = policy.story(
                of: Chronology(events(seed)), at: London.moment(day("2026-04-01")))
            for _ in 0..<60 {
                let day = day("2024-12-01") + Int.random(in: 0..<520, using: &random)
                let slow = story.episodes.contains { episode in
                    episode.openedOn <= day && (episode.ending.map { day < $0.day } ?? true)
                }
                #expect(story.hadOpenEpisode(on: day) == slow, "seed \(seed) on \(day.words)")
            }
        }
    }
}
