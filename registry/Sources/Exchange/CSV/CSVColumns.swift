import Catalogue

/// A column of our tables.
struct CSVColumn {
    /// As in the header.
    let name: String
    /// The way to the field in the entry's JSON.
    let path: [String]
    let shape: CSVShape
    let kinds: [EntryKind]

    /// The field as errors of the entry name it.
    var field: String { path.joined(separator: ".") }

    private init(
        _ name: String, _ path: String..., shape: CSVShape, of kinds: EntryKind...
    ) {
        (self.name, self.path, self.shape, self.kinds) = (name, path, shape, kinds)
    }

    /// The first column, which says what a row is: `organisation`, `solution` or `problem`.
    static let kind = "kind"

    /// All columns behind it, in the order of the export.
    static let all: [CSVColumn] = [
        CSVColumn("id", "id", shape: .word, of: .organisation, .solution, .problem),
        CSVColumn("name", "name", shape: .text, of: .organisation, .solution),
        CSVColumn("title", "title", shape: .text, of: .problem),
        CSVColumn("organisation kind", "kind", shape: .word, of: .organisation),
        CSVColumn(
            "identifiers", "identifiers",
            shape: .records([.text("scheme"), .text("id"), .day("from"), .day("until")]),
            of: .organisation),
        CSVColumn("replaced by", "replacedBy", shape: .word, of: .organisation),
        CSVColumn("size", "size", shape: .word, of: .organisation),
        CSVColumn("population", "population", shape: .count, of: .organisation),
        CSVColumn("website", "website", shape: .word, of: .organisation),
        CSVColumn("supplier", "supplier", shape: .word, of: .solution),
        CSVColumn("council", "council", shape: .word, of: .problem),
        CSVColumn("summary", "summary", shape: .text, of: .solution),
        CSVColumn("description", "description", shape: .text, of: .solution),
        CSVColumn("statement", "statement", shape: .text, of: .problem),
        CSVColumn("affected", "affected", shape: .text, of: .problem),
        CSVColumn("tried", "tried", shape: .text, of: .problem),
        CSVColumn("problems tackled", "problemsTackled", shape: .lines, of: .solution),
        CSVColumn("features", "features", shape: .lines, of: .solution),
        CSVColumn("benefits", "benefits", shape: .lines, of: .solution),
        CSVColumn("categories", "categories", shape: .lines, of: .solution, .problem),
        CSVColumn("price min", "price", "min", shape: .amount, of: .solution),
        CSVColumn("price max", "price", "max", shape: .amount, of: .solution),
        CSVColumn("price currency", "price", "currency", shape: .word, of: .solution),
        CSVColumn("price unit", "price", "unit", shape: .word, of: .solution),
        CSVColumn("price interval", "price", "interval", shape: .word, of: .solution),
        CSVColumn(
            "assurances", "assurances",
            shape: .records([
                .word("scheme"), .word("status"), .day("from"), .day("until"), .text("scope"),
            ]), of: .solution),
        CSVColumn(
            "frameworks", "frameworks",
            shape: .records([.word("framework"), .day("from"), .day("until")]), of: .solution),
        CSVColumn("hosting", "hosting", shape: .word, of: .solution),
        CSVColumn("deployment", "deployment", shape: .lines, of: .solution),
        CSVColumn("accessibility", "accessibility", shape: .word, of: .solution),
        CSVColumn("integrations", "integrations", shape: .lines, of: .solution),
        CSVColumn(
            "evidence", "evidence",
            shape: .records([.word("since"), .text("council"), .text("result")]), of: .solution),
        CSVColumn("phase", "phase", shape: .word, of: .problem),
        CSVColumn("budget amount", "budget", "amount", shape: .amount, of: .problem),
        CSVColumn("budget currency", "budget", "currency", shape: .word, of: .problem),
        CSVColumn("budget per", "budget", "per", shape: .word, of: .problem),
        CSVColumn("deadline", "deadline", shape: .day, of: .problem),
        CSVColumn("units", "units", shape: .units, of: .problem),
        CSVColumn("musts", "musts", shape: .requirements, of: .problem),
        CSVColumn("wants", "wants", shape: .requirements, of: .problem),
        CSVColumn("status", "status", shape: .word, of: .problem),
        CSVColumn("sample", "sample", shape: .flag, of: .organisation, .solution, .problem),
    ]

    static func named(_ name: String) -> CSVColumn? { all.first { $0.name == name } }
}
