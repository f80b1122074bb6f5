import CommandLineTool
import Foundation
import Ranking

/// `secondlook-registry bench`: how quick matching is, here and now.
enum BenchCommand {
    private static let docs = Option(
        "docs", .path, default: "", placeholder: "FILE",
        help: "Solutions, one JSON object a line: id, title, text. Without it they are made up.")
    private static let queries = Option(
        "queries", .path, default: "", placeholder: "FILE",
        help: "Needs, one JSON object a line: id, text. Without it they are made up.")
    private static let standing = Option(
        "standing", .path, default: "", placeholder: "FILE",
        help: "Standing needs, in the same form. Without it they are made up.")
    private static let json = Option(flag: "json", help: "Print one JSON object.")

    static let command = Command(
        "bench", summary: "Measure how quickly needs and solutions find each other.",
        discussion: """
            Without files: 50,000 solutions of 60 to 400 made-up words, needs of 200 words and 10,000 standing needs, the same \
            in every run. One thread does all the work.
            """,
        options: [docs, queries, standing, json], run: { try run($0) })

    private static func run(_ line: Invocation) throws {
        var madeUp = MadeUpTexts(seed: 1)
        let documents =
            line[docs].isEmpty
            ? (1...50_000).map {
                Document(id: "\($0)", fields: [[""], [madeUp.text(words: 60...400)]])
            }
            : try Collection.documents(line[docs])
        // Made-up needs for real solutions are made of the solutions' own words.
        func needs(_ path: String, _ count: Int) throws -> [String] {
            guard path.isEmpty else { return try Collection.texts(path) }
            guard !line[docs].isEmpty else {
                return (0..<count).map { _ in madeUp.text(words: 200...200) }
            }
            return WordPicker(documents).needs(count, words: 200)
        }
        let outcome = try SpeedMeasurement(
            documents: documents, needs: try needs(line[queries], 500),
            standing: try needs(line[standing], 10_000), weights: Collection.weights
        ).run()
        line.console.print(line[json] ? try JSONText.of(outcome) : words(outcome))
    }

    private static func words(_ outcome: SpeedMeasurement.Outcome) -> String {
        func row(_ name: String, _ timings: Timings) -> String {
            "  \(name)p50 \(figure(timings.at(0.5))) ms, p95 \(figure(timings.at(0.95))) ms"
        }
        return """
            \(outcome.index.documents) solutions indexed in \(figure(outcome.index.seconds)) s, \
            \(outcome.index.bytes / 1_000_000) MB
            \(row("a need, its ten best:            ", outcome.match))
            \(row("the same with plain FTS5:        ", outcome.fts5))
            \(row("a solution, \(outcome.standingNeeds) standing needs: ", outcome.standing))
              \(outcome.standingNeeds) needs made ready in \(figure(outcome.registerSeconds)) s; \
            a solution fits \(figure(outcome.matchesEach)) of them
            """
    }

    private static func figure(_ value: Double) -> String { String(format: "%.2f", value) }
}
