import Testing

@testable import Ranking

@Suite("Hostile text")
struct HostileTextTests {
    private static let index: RankingIndex = {
        var corpus = Corpus(seed: 20)
        return RankingIndex(
            documents: corpus.documents(200) + [
                Document(id: "plain", fields: [["near or not select drop table records"]])
            ], settings: RankingTests.settings())
    }()

    @Test(
        "Operators, quotes, zero bytes and right-to-left text are text",
        arguments: [
            "records\" OR NEAR(x, 3) *", "'; DROP TABLE records; --", "records\0\0records",
            "title:records AND (NOT near)", "^records* + {a b}: c", "שלום records عالم",
            "\u{202E}sdrocer records\u{202C}", "records\u{FFFD}\u{FEFF}", "%s%n records \\u0000",
        ])
    func plainText(need: String) {
        let hits = Self.index.top(Self.index.compile(need), limit: 300)
        #expect(hits.contains { $0.id == "plain" })
    }

    @Test(
        "Nothing to look for finds nothing", arguments: ["", " ", "\0", "the of and", "\"\"", "…—"])
    func nothing(need: String) {
        let compiled = Self.index.compile(need)
        #expect(compiled.maximum == 0)
        #expect(Self.index.top(compiled, limit: 10).isEmpty)
    }

    @Test("A megabyte costs no more than its first words")
    func megabyte() {
        var corpus = Corpus(seed: 21)
        let texts = [
            String(repeating: "a", count: 1_000_000), String(repeating: "records ", count: 125_000),
            (0..<150_000).map { "w\($0)" }.joined(separator: " "),
            String(repeating: "\"", count: 1_000_000),
            String(repeating: "e\u{301}", count: 300_000),
            String(repeating: "A.", count: 500_000), String(repeating: "1,000,", count: 160_000),
            corpus.text(50_000...50_000),
        ]
        for text in texts {
            let need = Self.index.compile(text)
            #expect(need.terms.count <= Self.index.settings.needLimit + 40)
            let hits = Self.index.top(need, limit: 10)
            #expect(hits == Self.index.exhaustive(need, limit: 10))
            let document = Document(id: "long", fields: [[text]])
            #expect(Self.index.score(Self.index.compile("records"), document) >= 0)
        }
    }

    @Test("A catalogue of nothing has no best")
    func empty() {
        let index = RankingIndex(documents: [], settings: RankingTests.settings())
        #expect(index.top(index.compile("records"), limit: 10).isEmpty)
        let blank = RankingIndex(
            documents: [Document(id: "a", fields: []), Document(id: "b", fields: [[""], []])],
            settings: RankingTests.settings())
        #expect(blank.top(blank.compile("records"), limit: 10).isEmpty)
        #expect(blank.count == 2)
    }
}
