import CommandLineTool
import Foundation
import Identity
import IdentityFiles

/// `secondlook match`: who is the same person, over files.
enum MatchCommand {
    private static let files = Argument(
        repeated: "FILE", atLeast: 1, Reading<String>.path,
        help: "A comma-separated file with a heading; its column “id” names each record.")
    private static let settings = Option(
        "settings", Reading<MatchingPopulation>.oneOf, default: .children, placeholder: "KIND",
        help: "children: brothers, sisters and twins among them; strangers: nobody is related.")
    private static let out = Option(
        "out", Reading<String>.path, placeholder: "FILE",
        help: "Write the cluster of every record there, as id,cluster.")
    private static let explain = Option(
        pair: "explain", Reading<String>.text, placeholder: "A B",
        help: "Explain why two records are one person or not.")
    private static let json = CommonOptions.json

    static let command = Command(
        "match", summary: "See which records of files are of one person.",
        discussion: """
            Columns: id, system, given, family, former, born, due, sex, address (lines separated \
            by commas), postcode, nhs, upn, number (an identifier without a check digit), and where \
            it is known person, the truth. What is absent is empty. The same numbers decide as \
            live. Nothing is sent or kept but what --out names.
            """,
        options: [settings, out, explain, json], arguments: [files], run: { try run($0) })

    private static func run(_ line: Invocation) throws {
        var register = Register(try MatchingFile.standard().numbers, for: line[settings])
        var truth: [String: String] = [:]
        var repeated = 0
        for path in line[files] {
            let rows = try DescribedRows(path: path)
            if !rows.strangeColumns.isEmpty {
                line.console.note(
                    "Passed over columns of \(path) that mean nothing here: "
                        + "\(rows.strangeColumns.joined(separator: ", ")).")
            }
            try rows.forEach { row in
                if register.person(of: row.id) != nil { repeated += 1 }
                register.put(row.description, as: row.id)
                truth[row.id] = row.person
            }
        }
        if repeated > 0 {
            line.console.note(
                "\(repeated) rows repeat an id; of each id the last row counts.")
        }
        if let (one, other) = line[explain] {
            return try explain(one, other, register, line)
        }
        if let path = line[out] { try write(register, to: path) }
        let figures =
            truth.isEmpty ? MatchFigures(register) : MatchFigures(register, truth: truth)
        if line[json] {
            line.console.print(try JSONText.line(of: figures))
        } else {
            figures.lines.forEach(line.console.print)
        }
    }

    private static func explain(
        _ one: String, _ other: String, _ register: Register, _ line: Invocation
    ) throws {
        guard let explanation = MatchExplanation(register, one, other) else {
            throw Failure("There is no record with one of these ids. Are both spelt as in FILE?")
        }
        if line[json] {
            line.console.print(try JSONText.line(of: explanation))
        } else {
            explanation.lines.forEach(line.console.print)
        }
    }

    private static func write(_ register: Register, to path: String) throws {
        var text = "id,cluster\n"
        for cluster in register.clusters {
            for id in cluster { text += "\(quoted(id)),\(quoted(cluster[0]))\n" }
        }
        do {
            try Data(text.utf8).write(to: URL(filePath: path))
        } catch {
            throw Failure(
                "The clusters cannot be written to \(path). Is the folder there, and may it be "
                    + "written to?")
        }
    }

    private static func quoted(_ text: String) -> String {
        text.contains { $0 == "," || $0 == "\"" || $0.isNewline }
            ? "\"\(text.replacing("\"", with: "\"\""))\"" : text
    }
}
