public import Catalogue

/// The catalogue as one table, for spreadsheets: a row an entry, organisations first, then solutions,
/// then problems, each by id. A column that is not of a row's kind is empty there.
public enum CSVExport {
    /// UTF-8 with a byte order mark, commas, quotes where they are needed, CR LF.
    ///
    /// - Parameter kinds: leave out the others, and the columns that only they have.
    public static func bytes(
        of contents: CatalogueContents, kinds: [EntryKind] = EntryKind.allCases
    ) -> [UInt8] {
        let columns = CSVColumn.all.filter { column in
            column.kinds.contains { kinds.contains($0) }
        }
        var writer = CSVWriter()
        writer.add([CSVColumn.kind] + columns.map(\.name))
        func add(_ entries: [some Entry], _ kind: EntryKind) {
            guard kinds.contains(kind) else { return }
            for entry in entries.sorted(by: { $0.id < $1.id }) {
                writer.add([kind.rawValue] + columns.map { cell($0, of: entry.json, kind) })
            }
        }
        add(contents.organisations.values.map(\.entry), .organisation)
        add(contents.solutions.values.map(\.entry), .solution)
        add(contents.problems.values.map(\.entry), .problem)
        return writer.bytes
    }

    private static func cell(_ column: CSVColumn, of entry: JSON, _ kind: EntryKind) -> String {
        guard column.kinds.contains(kind) else { return "" }
        var value: JSON? = entry
        for key in column.path { value = value?[key] }
        return column.shape.cell(value)
    }
}
