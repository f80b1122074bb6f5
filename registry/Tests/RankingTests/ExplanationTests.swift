import Testing

@testable import Ranking

@Suite("Explanations")
struct ExplanationTests {
    @Test("The gains sum to the score and point at what was said", arguments: [UInt64(30), 31])
    func sums(seed: UInt64) {
        var corpus = Corpus(seed: seed)
        let documents = corpus.documents(150)
        let index = RankingIndex(documents: documents, settings: RankingTests.settings())
        for _ in 0..<20 {
            let need = index.compile(corpus.text(1...60))
            for hit in index.top(need, limit: 5) {
                let document = documents[hit.document]
                let parts = index.explain(need, document)
                let sum = parts.reduce(0) { $0 + $1.gain }
                #expect(abs(sum - hit.score) < 1e-9 * max(1, hit.score), "seed \(seed)")
                for part in parts {
                    #expect(part.gain > 0)
                    #expect(part.text == document.fields[part.field][part.passage])
                    #expect(!part.textRanges.isEmpty)
                    for range in part.textRanges {
                        #expect(range.upperBound <= part.text.utf8.count)
                    }
                    for range in part.needRanges {
                        #expect(range.upperBound <= need.text.utf8.count)
                    }
                }
            }
        }
    }

    @Test("A word, a phrase and a synonym are told apart, with the words of both sides")
    func kinds() throws {
        var settings = RankingTests.settings()
        settings.feedback = nil
        let document = Document(
            id: "a",
            fields: [
                ["Plan tracker"], [],
                ["Every education, health and care plan in one place.", "Social workers like it."],
            ])
        let index = RankingIndex(
            documents: [document, Document(id: "b", fields: [["Parking"]])], settings: settings)
        let parts = index.explain(
            index.compile("Our EHCP reviews are late for social workers"), document)
        let synonym = try #require(parts.first { $0.kind == .synonym })
        #expect(synonym.words == "EHCP")
        let word = try #require(parts.first { $0.kind == .word && $0.words == "social" })
        #expect((word.field, word.passage) == (2, 1))
        #expect(word.textRanges == [0..<6])
        let phrase = try #require(parts.first { $0.words == "social workers" })
        #expect(phrase.kind == .phrase)
        #expect(phrase.textRanges == [0..<6, 7..<14])
    }
}
