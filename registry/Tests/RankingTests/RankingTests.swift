import Testing

@testable import Ranking

@Suite("The ranking")
struct RankingTests {
    static let weights = [2.0, 1.5, 1.0]

    static func settings() -> RankingSettings {
        .standard(
            fieldWeights: weights,
            vocabulary: Vocabulary(groups: [
                .init(terms: ["EHCP", "education health and care plan"]),
                .init(terms: ["GP", "family doctor"]),
            ]))
    }

    private func index(_ documents: [Document], salt: String = "1") -> RankingIndex {
        RankingIndex(documents: documents, settings: Self.settings(), salt: salt)
    }

    @Test("The quick way gives what scoring every document gives", arguments: [UInt64(1), 2, 3, 4])
    func quickEqualsExhaustive(seed: UInt64) {
        var corpus = Corpus(seed: seed)
        let index = index(corpus.documents(2_000))
        for turn in 0..<30 {
            let need = index.compile(corpus.text(1...(turn % 3 == 0 ? 200 : 12)))
            for limit in [0, 1, 10, 100, 5_000] {
                let quick = index.top(need, limit: limit)
                #expect(quick == index.exhaustive(need, limit: limit), "seed \(seed): \(need.text)")
            }
            let third = index.top(need, limit: 10) { $0 % 3 == 0 }
            #expect(third == index.exhaustive(need, limit: 10) { $0 % 3 == 0 }, "seed \(seed)")
        }
    }

    @Test("A pair has one score, whichever of the two asks", arguments: [UInt64(5), 6])
    func directions(seed: UInt64) throws {
        var corpus = Corpus(seed: seed)
        let documents = corpus.documents(150)
        let index = index(documents)
        let needs = (0..<60).map { number in
            (id: "n\(number)", need: index.compile(corpus.text(2...60)))
        }
        let standing = StandingNeeds(needs, settings: index.settings)
        var reverse: [String: [String: Double]] = [:]
        for document in documents {
            for match in standing.matches(document, minimumShare: 0) {
                reverse[match.id, default: [:]][document.id] = match.score
            }
        }
        for (id, need) in needs {
            let hits = index.top(need, limit: documents.count)
            let forward = Dictionary(hits.map { ($0.id, $0.score) }, uniquingKeysWith: { $1 })
            #expect(forward == reverse[id] ?? [:], "seed \(seed): \(need.text)")
            for hit in hits.prefix(5) {
                #expect(index.score(need, documents[hit.document]) == hit.score)
            }
        }
    }

    @Test("A document that comes later scores the same live and in the next edition")
    func editions() {
        var corpus = Corpus(seed: 7)
        let all = corpus.documents(120)
        let index = index(Array(all.prefix(100)))
        let need = index.compile("reports of late visits and statutory deadlines")
        let edition = index.edition(adding: Array(all.suffix(40)), removing: ["d0", "d1"])
        #expect(edition.count == 118)
        #expect(edition.number(of: "d0") == nil)
        let hits = edition.top(need, limit: 200)
        #expect(hits == edition.exhaustive(need, limit: 200))
        #expect(edition.top(edition.compile(need.text), limit: 200) == hits)
        for hit in hits {
            let document = all[Int(hit.id.dropFirst()) ?? 0]
            #expect(index.score(need, document) == hit.score)
        }
        let standing = StandingNeeds([("n", need)], settings: index.settings)
        let live = all.suffix(20).flatMap { document in
            standing.matches(document, minimumShare: 0.05).map { (document.id, $0.share) }
        }
        let batch = hits.filter { $0.share >= 0.05 && (Int($0.id.dropFirst()) ?? 0) >= 100 }
        #expect(
            Dictionary(live, uniquingKeysWith: { $1 })
                == Dictionary(batch.map { ($0.id, $0.share) }, uniquingKeysWith: { $1 }))
    }

    @Test(
        "Any sequence of editions ranks as scoring every document does",
        arguments: [UInt64(13), 14])
    func manyEditions(seed: UInt64) {
        var corpus = Corpus(seed: seed)
        let all = corpus.documents(300)
        let start = index(Array(all.prefix(150)))
        let needs = (0..<6).map { _ in start.compile(corpus.text(2...40)) }
        var edition = start
        var present = Dictionary(all.prefix(150).map { ($0.id, $0) }, uniquingKeysWith: { $1 })
        for turn in 0..<25 {
            var added: [Document] = []
            for _ in 0..<Int.random(in: 0...5, using: &corpus.random) {
                var document = all[Int.random(in: all.indices, using: &corpus.random)]
                document.fields.append([corpus.text(1...30) + " new\(turn)"])
                added.append(document)
                present[document.id] = document
            }
            var removed: Set<String> = []
            if turn % 4 == 3, let id = present.keys.sorted().randomElement(using: &corpus.random) {
                if !added.contains(where: { $0.id == id }) { present[id] = nil }
                removed = [id]
            }
            edition = edition.edition(adding: added, removing: removed)
            #expect(edition.count == present.count, "seed \(seed), turn \(turn)")
            for need in needs {
                let hits = edition.top(need, limit: 20)
                #expect(hits == edition.exhaustive(need, limit: 20), "seed \(seed), turn \(turn)")
                for hit in hits.prefix(3) {
                    #expect(present[hit.id].map { start.score(need, $0) } == hit.score)
                    #expect(edition.number(of: hit.id) == hit.document)
                }
            }
        }
    }

    @Test("A filter takes away and never adds or changes")
    func filters() {
        var corpus = Corpus(seed: 8)
        let index = index(corpus.documents(400))
        for _ in 0..<20 {
            let need = index.compile(corpus.text(1...20))
            let all = index.top(need, limit: 400)
            let some = index.top(need, limit: 400) { $0 % 2 == 0 }
            #expect(some == all.filter { $0.document % 2 == 0 })
        }
    }

    @Test("The order of inserts changes nothing", arguments: [UInt64(9), 10])
    func insertOrder(seed: UInt64) {
        var corpus = Corpus(seed: seed)
        // Twins, so that there are ties.
        let documents = corpus.documents(150).flatMap {
            [$0, Document(id: $0.id + "twin", fields: $0.fields)]
        }
        let one = index(documents)
        let other = index(documents.shuffled(using: &corpus.random))
        for _ in 0..<20 {
            let text = corpus.text(1...30)
            let ours = one.top(one.compile(text), limit: 50)
            let theirs = other.top(other.compile(text), limit: 50)
            #expect(ours.map(\.id) == theirs.map(\.id), "seed \(seed): \(text)")
            #expect(ours.map(\.score) == theirs.map(\.score), "seed \(seed): \(text)")
        }
    }

    @Test("Twins change places with the salt")
    func salts() {
        let twins = (0..<8).map { Document(id: "t\($0)", fields: [["case records"]]) }
        let orders = Set(
            (0..<10).map { salt in
                let index = index(twins, salt: "\(salt)")
                return index.top(index.compile("case"), limit: 8).map(\.id)
            })
        #expect(orders.count > 5)
        #expect(TieBreak.number(of: "a", salt: "1") != TieBreak.number(of: "a", salt: "2"))
    }

    @Test("Saying a word ever more often gains less than 2 % each time")
    func stuffing() {
        var corpus = Corpus(seed: 11)
        let index = index(corpus.documents(200))
        let need = index.compile("safeguarding records for social workers")
        func score(_ count: Int) -> Double {
            let stuffed = [String](repeating: "safeguarding", count: count).joined(separator: " ")
            return index.score(
                need, Document(id: "s", fields: [["Records"], [stuffed], ["A system for teams."]]))
        }
        for count in 8..<60 { #expect(score(count + 1) < score(count) * 1.02) }
    }

    @Test("A need said twice as long has the same ranking")
    func doubled() {
        var corpus = Corpus(seed: 12)
        var settings = Self.settings()
        settings.nearness = nil
        let index = RankingIndex(documents: corpus.documents(300), settings: settings)
        let once = "late reports of visits"
        let twice = "\(once). \(once)"
        let ids = index.top(index.compile(once), limit: 20).map(\.id)
        #expect(!ids.isEmpty)
        #expect(index.top(index.compile(twice), limit: 20).map(\.id) == ids)
    }
}
