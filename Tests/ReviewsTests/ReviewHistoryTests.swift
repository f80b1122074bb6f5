import Casework
import Reviews
import Simulation
import Testing

@Suite("Who was first is settled by the log")
struct ReviewHistoryTests {
    @Test("Of two who take one case at once, the first in the log has it and the other has not")
    func twoAtOnce() {
        let history = ReviewHistory([
            PlacedReview(
                review("b", "2026-11-26 09:00", by: ben, taken(until: "2026-11-26 13:00")), at: 7),
            PlacedReview(
                review("a", "2026-11-26 09:01", by: priya, taken(until: "2026-11-26 13:01")), at: 6),
        ])
        #expect(history.tookEffect("a") == true)
        #expect(history.tookEffect("b") == false)
        #expect(history.last(about: ChildID("C-1"))?.by == priya)
        #expect(history.tookEffect("c") == nil)
    }

    @Test("An act about several children has an effect only through its lead child")
    func leadDecides() {
        let both = ["C-1", "C-2"]
        let lost = review("lost", of: "C-2", among: both, "2026-11-26 09:00", by: ben, decided())
        let history = ReviewHistory([
            PlacedReview(review("won", "2026-11-26 09:00", by: priya, decided()), at: 1),
            PlacedReview(
                review("lost", among: both, "2026-11-26 09:00", by: ben, decided()), at: 2),
            PlacedReview(lost, at: 1),
        ])
        #expect(history.tookEffect("lost") == false)
        #expect(history.acts(about: ChildID("C-2")).isEmpty)
        let unfinished = ReviewHistory([PlacedReview(lost, at: 1)])
        #expect(unfinished.tookEffect("lost") == nil)
        #expect(unfinished.acts(about: ChildID("C-2")).isEmpty)
    }

    @Test("A child who was decided meanwhile keeps that decision; the act holds for the others")
    func partly() {
        let both = ["C-1", "C-2"]
        let history = ReviewHistory([
            PlacedReview(review("one", of: "C-2", "2026-11-26 09:00", by: ben, decided()), at: 1),
            PlacedReview(review("two", among: both, "2026-11-26 09:00", decided()), at: 1),
            PlacedReview(
                review("two", of: "C-2", among: both, "2026-11-26 09:00", decided()), at: 2),
        ])
        #expect(history.acts(about: ChildID("C-1")).map(\.reviewID) == ["two"])
        #expect(history.acts(about: ChildID("C-2")).map(\.reviewID) == ["one"])
    }

    @Test(
        "Thousands of shuffles, repeats among them, give one history in which each state has one successor"
    )
    func shuffles() {
        for seed in UInt64(0)..<3_000 {
            var random = RandomSource(seed: seed)
            let placed = randomReviews(&random)
            let expected = ReviewHistory(placed)
            let again = ReviewHistory(
                placed.shuffled(using: &random) + placed.shuffled(using: &random).prefix(5))
            for name in names {
                let acts = expected.acts(about: ChildID(name))
                #expect(again.acts(about: ChildID(name)) == acts, "seed \(seed)")
                var last: String?
                for act in acts {
                    #expect(act.after == last, "seed \(seed)")
                    last = act.reviewID
                }
            }
        }
    }

    private let names = ["C-1", "C-2", "C-3"]

    /// Acts that name any act before them as the one they follow, rightly or wrongly.
    private func randomReviews(_ random: inout RandomSource) -> [PlacedReview] {
        var places: [String: Int64] = [:]
        var ids: [String?] = [nil]
        return (0..<Int.random(in: 2...14, using: &random)).flatMap { index -> [PlacedReview] in
            let some = names.filter { _ in Bool.random(using: &random) }
            let children = some.isEmpty ? ["C-2"] : some
            let id = "r\(index)"
            let placed = children.shuffled(using: &random).map { child in
                places[child, default: 0] += 1
                return PlacedReview(
                    review(
                        id, of: child, among: children,
                        after: ids.randomElement(using: &random) ?? nil, "2026-11-26 09:00",
                        decided()), at: places[child] ?? 0)
            }
            ids.append(id)
            return placed
        }
    }
}
