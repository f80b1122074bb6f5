import Catalogue
import CatalogueStore
import CommandLineTool
import LiveMatching
import Matching

/// `secondlook-registry search`: solutions by words.
enum SearchCommand {
    private static let words = Argument(
        repeated: "WORDS", atLeast: 1, Reading<String>.text, help: "What is looked for.")
    private static let data = CommonOptions.data
    private static let json = CommonOptions.json
    private static let limit = CommonOptions.limit

    static let command = Command(
        "search", summary: "Find solutions by words.",
        discussion: """
            Write as you would to a colleague: every word counts, none is needed, and there are no \
            operators. The share is how much of what the words could give was found.
            """,
        options: [data, json, limit], arguments: [words], run: { try run($0) })

    private static func run(_ line: Invocation) throws {
        let matcher = try Matcher(CatalogueStore(reading: line[data]), asOf: nil)
        let words = line[words].joined(separator: " ")
        let findings = matcher.search(words, limit: line[limit])
        guard !line[json] else {
            return line.console.write(
                JSON.array(
                    findings.map { finding in
                        [
                            "solution": .string(finding.solution.id),
                            "name": .string(finding.solution.name),
                            "share": .share(finding.share),
                            "words": .array(
                                matcher.explanation(of: words, finding.solution).prefix(5)
                                    .map { ShortlistRecord.words($0) }),
                        ]
                    }
                ).written(pretty: true))
        }
        var table = Table([
            .number("share"), .text("solution"), .text("name"), .text("supplier"), .text("why"),
        ])
        for finding in findings {
            let best = matcher.explanation(of: words, finding.solution).first
            table.add([
                percent(finding.share), finding.solution.id, finding.solution.name,
                matcher.contents.name(ofOrganisation: finding.solution.supplier),
                best.map { "\($0.words): \($0.sentence)" } ?? "",
            ])
        }
        line.console.write(table.text)
        line.console.note(
            "\(findings.count) of \(matcher.contents.solutions.count) solutions shown.")
    }

    static func percent(_ share: Double) -> String { "\(Int((share * 100).rounded())) %" }
}
