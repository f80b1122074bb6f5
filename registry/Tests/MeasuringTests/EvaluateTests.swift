import CommandLineTool
import Foundation
import Synchronization
import Testing

@testable import secondlook_registry

@Suite("secondlook-registry evaluate and bench")
struct EvaluateTests {
    private static let docs = """
        {"id": "1", "title": "Case records", "text": "Social workers keep records of visits."}
        {"id": 2, "text": "Parking permits\u{2028}and fines."}
        {"id": "3", "title": "", "text": "Bins are emptied on Tuesdays."}
        """
    private static let queries = """
        {"id": "a", "text": "records of social work"}
        {"id": "b", "text": "where to park"}
        {"id": "unjudged", "text": "bins"}
        """

    @Test("Prints the agreed figures, headings and missing titles notwithstanding")
    func figures() async throws {
        let output = try await run(
            "evaluate", Self.docs, Self.queries, "query\tdoc\tgrade\na\t1\t1\nb\t2\t2\nb\t3\t0\n")
        let found = try #require(
            JSONSerialization.jsonObject(with: Data(output.out.utf8)) as? [String: Any])
        #expect(found["ndcg10"] as? Double == 1)
        #expect(found["recall100"] as? Double == 1)
        #expect(found["queries"] as? Int == 2)
        let plain = try #require(found["fts5"] as? [String: Any])
        #expect(plain["ndcg10"] as? Double == 1)
        #expect(plain["recall100"] as? Double == 1)
    }

    @Test(
        "A file that is not right is named with its line",
        arguments: [
            ("{\"name\": \"x\"}\n", "a\t1\t1\n", "docs.jsonl, line 1"),
            (docs, "a\t1\t1\nb 2\n", "qrels.tsv, line 2"),
        ])
    func errors(docs: String, qrels: String, place: String) async throws {
        let output = try await run("evaluate", docs, Self.queries, qrels)
        #expect(output.out.isEmpty)
        #expect(output.error.contains(place))
    }

    @Test("Bench prints times for both directions")
    func bench() async throws {
        let output = try await run("bench", Self.docs, Self.queries, nil)
        let found = try #require(
            JSONSerialization.jsonObject(with: Data(output.out.utf8)) as? [String: Any])
        for name in ["match", "standing", "fts5"] {
            let times = try #require(found[name] as? [String: Any])
            #expect(times["p50ms"] is Double && times["p95ms"] is Double)
        }
        let index = try #require(found["index"] as? [String: Any])
        #expect((index["bytes"] as? Int ?? 0) > 0)
    }

    private func run(
        _ command: String, _ docs: String, _ queries: String, _ qrels: String?
    ) async throws -> (out: String, error: String) {
        let directory = NSTemporaryDirectory() + "measuring-\(UUID().uuidString)/"
        try FileManager.default.createDirectory(
            atPath: directory, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(atPath: directory) }
        var line = [command, "--json"]
        for (name, file, text) in [
            ("docs", "docs.jsonl", docs), ("queries", "queries.jsonl", queries),
            (qrels == nil ? "standing" : "qrels", "qrels.tsv", qrels ?? queries),
        ] {
            try text.write(toFile: directory + file, atomically: true, encoding: .utf8)
            line += ["--\(name)", directory + file]
        }
        let texts = Texts()
        let console = Console(
            out: { text in texts.out.withLock { $0 += text } },
            error: { text in texts.error.withLock { $0 += text } })
        _ = await SecondLookRegistry.command.run(line, console: console)
        return (texts.out.withLock { $0 }, texts.error.withLock { $0 })
    }

    private final class Texts: Sendable {
        let out = Mutex("")
        let error = Mutex("")
    }
}
