import Testing

@testable import Ranking

@Suite("Bounds")
struct ImpactTests {
    @Test(
        "Bounds are never below the scores, in one block or in many", arguments: [UInt64(40), 41])
    func bounds(seed: UInt64) {
        var corpus = Corpus(seed: seed)
        let documents = corpus.documents(500)
        let index = RankingIndex(documents: documents, settings: RankingTests.settings())
        let many = ImpactIndex(
            index.forward, terms: index.terms.count, fieldWeights: RankingTests.weights,
            measure: index.measure, blockSize: 37)
        for _ in 0..<20 {
            let need = index.compile(corpus.text(1...80))
            let numbers = need.numbers(in: index.terms)
            let scores = index.exhaustive(need, limit: 500)
            let one = index.impacts.withBounds(need, numbers: numbers) { bounds, slack in
                for hit in scores {
                    #expect(Double(bounds[hit.document]) * slack >= hit.score, "seed \(seed)")
                }
                return Array(bounds)
            }
            let other = many.withBounds(need, numbers: numbers) { bounds, _ in Array(bounds) }
            #expect(one == other, "seed \(seed)")
        }
    }
}
