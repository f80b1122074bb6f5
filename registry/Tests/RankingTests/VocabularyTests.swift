import Foundation
import Testing

@testable import Ranking

@Suite("Vocabulary")
struct VocabularyTests {
    private let documents = [
        Document(id: "acronym", fields: [["EHCP tracker"]]),
        Document(id: "spelt", fields: [["A tracker of education, health and care plans"]]),
        Document(id: "needs", fields: [["Support for special educational needs"]]),
        Document(id: "other", fields: [["Parking permits, sent by post"]]),
    ]
    private let vocabulary = Vocabulary(
        groups: [
            .init(terms: ["EHCP", "education, health and care plan"]),
            .init(terms: ["SEND", "special educational needs"], capitals: ["SEND"]),
        ])

    private func ids(_ need: String) -> [String] {
        var settings = RankingSettings.standard(fieldWeights: [1], vocabulary: vocabulary)
        settings.feedback = nil
        let index = RankingIndex(documents: documents, settings: settings)
        return index.top(index.compile(need), limit: 10).map(\.id)
    }

    @Test("An acronym finds what spells it out, and the other way round")
    func bothWays() {
        #expect(ids("EHCP").prefix(2) == ["acronym", "spelt"])
        #expect(ids("education health and care plan").prefix(2) == ["spelt", "acronym"])
    }

    @Test("An acronym that is a word too counts in capitals only")
    func capitals() {
        #expect(ids("SEND pupils").contains("needs"))
        #expect(!ids("send a letter to pupils").contains("needs"))
    }

    @Test("A vocabulary that is not right says which group is wrong")
    func errors() throws {
        let short = Data(#"{"version":1,"groups":[{"terms":["a","b"]},{"terms":["c"]}]}"#.utf8)
        #expect(throws: VocabularyError.tooFewTerms(group: 2)) { try Vocabulary(json: short) }
        let odd = Data(#"{"version":1,"groups":[{"terms":["a","b"],"capitals":["C"]}]}"#.utf8)
        #expect(throws: VocabularyError.capitalsOutsideGroup(group: 1, word: "C")) {
            try Vocabulary(json: odd)
        }
    }
}
