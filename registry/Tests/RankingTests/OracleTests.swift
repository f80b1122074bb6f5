import SQLite
import Testing

@testable import Ranking

/// FTS5 is the oracle: on its own terms the index must give its numbers.
@Suite("The plain ranking beside FTS5")
struct OracleTests {
    @Test(
        "Every score is FTS5's to a millionth, with any weights and repeated words",
        arguments: [[1.0], [1, 1], [2, 1, 0.5], [10, 3, 1, 0.25]], [UInt64(1), 2, 3])
    func scores(weights: [Double], seed: UInt64) throws {
        var corpus = Corpus(seed: seed)
        let documents = corpus.documents(300, fields: weights.count)
        let index = RankingIndex(documents: documents, settings: .plain(fieldWeights: weights))
        let table = try Table(documents, weights: weights)
        for _ in 0..<25 {
            let need = corpus.text(1...40)
            let theirs = try table.scores(need)
            let compiled = index.compile(need)
            let ours = index.top(compiled, limit: documents.count)
            #expect(ours.count == theirs.count, "seed \(seed): \(need)")
            for hit in ours {
                let score = try #require(theirs[hit.id], "seed \(seed): \(need)")
                #expect(
                    abs(score - hit.score) <= 1e-6 * max(1, score),
                    "seed \(seed), \(hit.id): \(need)")
            }
        }
    }

    @Test("No score exceeds the maximum of its need")
    func maximum() {
        var corpus = Corpus(seed: 4)
        let index = RankingIndex(
            documents: corpus.documents(200), settings: .plain(fieldWeights: [9, 1, 1]))
        for _ in 0..<50 {
            let need = index.compile(corpus.text(1...30))
            for hit in index.top(need, limit: 200) {
                #expect(hit.score <= need.maximum)
                #expect((0...1).contains(hit.share))
            }
        }
    }

    @Test("Words are cut, folded and stemmed as FTS5 does")
    func terms() throws {
        let endings = [
            "", "s", "es", "ies", "sses", "ed", "eed", "ing", "ational", "tional", "enci", "anci",
            "izer", "logi", "bli", "alli", "entli", "eli", "ousli", "ization", "ation", "ator",
            "alism", "iveness", "fulness", "ousness", "aliti", "iviti", "biliti", "icate", "ative",
            "alize", "iciti", "ical", "ful", "ness", "ance", "ence", "er", "ic", "able", "ible",
            "ant", "ement", "ment", "ent", "sion", "tion", "ou", "ism", "ate", "iti", "ous", "ive",
            "ize", "ll", "e", "y", "ly",
        ]
        let stems = [
            "", "b", "tr", "ho", "hop", "hopp", "fall", "hiss", "fizz", "fail", "fil", "sky",
            "happ",
            "rel", "condit", "val", "hesit", "digit", "rad", "differ", "vile", "anal", "vietnam",
            "pred", "oper", "feud", "dec", "form", "sens", "tripl", "electr", "good", "revi",
            "allow",
            "airlin", "gyroscop", "adjust", "défens", "irrit", "repl", "adopt", "homolog", "effect",
            "bowdler", "prob", "contr", "ÉCOL", "straß", "x1", "ayy", "yyy",
        ]
        let text =
            stems.flatMap { stem in endings.map { stem + $0 } }.joined(separator: " ")
            + " naïve NAI\u{308}VE Ωmega σίσυφος ½ x² 東京 שלום ⅷ e\u{301}t\u{301}e a_b c'd e\u{2019}f"
        let database = try Database.inMemory()
        try database.execute(
            "CREATE VIRTUAL TABLE t USING fts5(x, tokenize = 'porter unicode61');"
                + "CREATE VIRTUAL TABLE v USING fts5vocab(t, 'instance')")
        try database.run("INSERT INTO t VALUES (?1)", text)
        let theirs = try database.query("SELECT term FROM v ORDER BY offset") { $0.text(0) }
        let analyser = Analyser(.plain)
        var ours: [UInt32] = []
        analyser.analyse(text) { term, _ in ours.append(term) }
        #expect(ours.count == theirs.count)
        let words = PlainWords.words(of: text)
        let wrong = zip(words, zip(ours.map(analyser.terms.term), theirs)).filter { $1.0 != $1.1 }
        #expect(wrong.isEmpty, "\(wrong.prefix(10))")
    }
}

private struct Table {
    private let database: Database
    private let weights: [Double]

    init(_ documents: [Document], weights: [Double]) throws {
        self.weights = weights
        database = try Database.inMemory()
        let names = weights.indices.map { "f\($0)" }.joined(separator: ", ")
        try database.execute(
            "CREATE VIRTUAL TABLE t USING fts5(id UNINDEXED, \(names), tokenize = 'porter unicode61')"
        )
        let insert = try database.prepare(
            "INSERT INTO t VALUES (\((0...weights.count).map { "?\($0 + 1)" }.joined(separator: ", ")))"
        )
        for document in documents {
            try insert.bind(document.id, at: 1)
            for field in weights.indices {
                try insert.bind(document.fields[field].joined(separator: "\n"), at: field + 2)
            }
            while try insert.step() {}
            insert.clear()
        }
    }

    func scores(_ need: String) throws -> [String: Double] {
        let words = PlainWords.words(of: need)
        guard !words.isEmpty else { return [:] }
        let factors = (["0"] + weights.map { "\($0)" }).joined(separator: ", ")
        let rows = try database.query(
            "SELECT id, -bm25(t, \(factors)) FROM t WHERE t MATCH ?1",
            words.map { "\"\($0)\"" }.joined(separator: " OR ")
        ) { ($0.text(0), $0.double(1)) }
        return Dictionary(rows, uniquingKeysWith: { first, _ in first })
    }
}
