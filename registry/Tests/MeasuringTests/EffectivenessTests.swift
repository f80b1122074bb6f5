import Testing

@testable import secondlook_registry

@Suite("Effectiveness")
struct EffectivenessTests {
    @Test("nDCG@10 is what one works out by hand")
    func ndcg() {
        // Gains 2 at rank 2 and 1 at rank 4: 2/log2(3) + 1/log2(5); at best 2/log2(2) + 1/log2(3).
        let value = Effectiveness.ndcg(["x", "a", "y", "b"], ["a": 2, "b": 1, "x": 0])
        #expect(abs(value - 1.692_536_3 / 2.630_929_8) < 1e-6)
        #expect(Effectiveness.ndcg(["a", "b"], ["a": 2, "b": 1]) == 1)
        #expect(Effectiveness.ndcg([], ["a": 1]) == 0)
        #expect(Effectiveness.ndcg(["a"], ["a": 0]) == 0)
    }

    @Test("Only the first ten count for nDCG and the first hundred for recall")
    func cutoffs() {
        let list = (1...150).map { "d\($0)" }
        let late = Effectiveness(["q": list], judgements: ["q": ["d11": 1, "d150": 1]])
        #expect(late.ndcg10 == 0)
        #expect(late.recall100 == 0.5)
        let average = Effectiveness(
            ["q": ["a"], "r": ["b"]], judgements: ["q": ["a": 1], "r": ["a": 1]])
        #expect(average.ndcg10 == 0.5)
    }
}
