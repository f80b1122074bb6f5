/// Rows in aligned columns; numbers stand right.
public struct Table: Sendable {
    /// A column by its heading.
    public struct Column: Hashable, Sendable {
        let title: String
        let isNumeric: Bool

        public static func text(_ title: String) -> Column {
            Column(title: title, isNumeric: false)
        }

        public static func number(_ title: String) -> Column {
            Column(title: title, isNumeric: true)
        }
    }

    private let columns: [Column]
    private var rows: [[String]] = []

    public init(_ columns: [Column]) { self.columns = columns }

    /// Adds a row; what is missing at its end stays empty, and what is too much is left out.
    public mutating func add(_ cells: [String]) {
        let missing = Array(repeating: "", count: max(0, columns.count - cells.count))
        rows.append(Array((cells + missing).prefix(columns.count)))
    }

    /// The headings and the rows, a line each, two spaces between columns. No line ends in spaces,
    /// and a line end inside a cell becomes a space.
    public var text: String {
        let cells = ([columns.map(\.title)] + rows).map { row in
            row.map { cell in String(cell.map { $0.isNewline || $0 == "\t" ? " " : $0 }) }
        }
        let widths = columns.indices.map { index in cells.map { $0[index].count }.max() ?? 0 }
        return cells.map { row in
            var line = columns.indices.map { index in
                let space = String(repeating: " ", count: widths[index] - row[index].count)
                return columns[index].isNumeric ? space + row[index] : row[index] + space
            }.joined(separator: "  ")
            while line.last == " " { line.removeLast() }
            return line + "\n"
        }.joined()
    }
}
