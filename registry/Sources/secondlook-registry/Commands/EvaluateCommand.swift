import CommandLineTool
import Foundation
import Ranking

/// `secondlook-registry evaluate`: how good the ranking is on a judged collection.
enum EvaluateCommand {
    private static let docs = Option(
        "docs", .path, default: "", placeholder: "FILE",
        help: "Documents, one JSON object a line: id, title, text.")
    private static let queries = Option(
        "queries", .path, default: "", placeholder: "FILE",
        help: "Queries, one JSON object a line: id, text.")
    private static let qrels = Option(
        "qrels", .path, default: "", placeholder: "FILE",
        help: "Judgements, one a line: query, document and grade, parted by tabs.")
    private static let vocabulary = Option(
        "vocabulary", .path, default: "", placeholder: "FILE",
        help: "Synonyms, as in registry/vocabulary/synonyms.json. Without it there are none.")
    private static let json = Option(flag: "json", help: "Print one JSON object.")

    static let command = Command(
        "evaluate", summary: "Measure the ranking on a judged collection, beside plain FTS5.",
        options: [docs, queries, qrels, vocabulary, json], run: { try run($0) })

    private struct Outcome: Encodable {
        var ndcg10: Double
        var recall100: Double
        var queries: Int
        var fts5: Effectiveness
    }

    private static func run(_ line: Invocation) throws {
        for option in [docs, queries, qrels] where line[option].isEmpty {
            throw UsageError("--docs, --queries and --qrels are all needed.")
        }
        let collection = try Collection(
            documents: line[docs], queries: line[queries], judgements: line[qrels])
        let outcome = try measure(collection, try words(line[vocabulary]))
        if line[json] {
            line.console.print(try JSONText.of(outcome))
        } else {
            line.console.print(
                "\(outcome.queries) queries, \(collection.documents.count) documents")
            line.console.print(
                "  this ranking  nDCG@10 \(figure(outcome.ndcg10))  recall@100 \(figure(outcome.recall100))"
            )
            line.console.print(
                "  plain FTS5    nDCG@10 \(figure(outcome.fts5.ndcg10))  recall@100 \(figure(outcome.fts5.recall100))"
            )
        }
    }

    private static func words(_ path: String) throws -> Vocabulary {
        guard !path.isEmpty else { return Vocabulary() }
        do {
            return try Vocabulary(json: Data(contentsOf: URL(fileURLWithPath: path)))
        } catch {
            throw MeasuringError("\(path) is no vocabulary: \(error)")
        }
    }

    private static func measure(
        _ collection: Collection, _ vocabulary: Vocabulary
    ) throws -> Outcome {
        let index = RankingIndex(
            documents: collection.documents,
            settings: .standard(fieldWeights: Collection.weights, vocabulary: vocabulary))
        let table = try FullTextTable(
            collection.documents, weights: Collection.weights.map { _ in 1 })
        var ours: [String: [String]] = [:]
        var plain: [String: [String]] = [:]
        for (id, text) in collection.queries where collection.isJudged(id) {
            ours[id] = index.top(index.compile(text), limit: 100).map(\.id)
            plain[id] = try table.top(text, limit: 100)
        }
        let mine = Effectiveness(ours, judgements: collection.judgements)
        return Outcome(
            ndcg10: mine.ndcg10, recall100: mine.recall100, queries: ours.count,
            fts5: Effectiveness(plain, judgements: collection.judgements))
    }

    private static func figure(_ value: Double) -> String { String(format: "%.4f", value) }
}
