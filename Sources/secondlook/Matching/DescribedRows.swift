import Foundation
import Identity

/// The records of a file for `secondlook match`: a description each, and whose it is where that is
/// known.
struct DescribedRows {
    struct Row {
        let id: String
        let description: Description
        /// The person, where the file says so.
        let person: String?
    }

    /// Columns that are not known and were passed over.
    let strangeColumns: [String]
    private let columns: [String: Int]
    private let rows: CSVRows
    private let path: String

    private static let known: Set<String> = [
        "id", "system", "given", "family", "former", "born", "due", "sex", "address", "postcode",
        "nhs", "upn", "number", "person",
    ]

    /// - Throws: `Failure`, which names the file and the remedy.
    init(path: String) throws {
        guard let data = FileManager.default.contents(atPath: path) else {
            throw Failure("The file \(path) cannot be read. Is the path right?")
        }
        var rows = CSVRows([UInt8](data))
        let heading = (rows.next() ?? []).map { $0.lowercased() }
        guard heading.contains("id") else {
            throw Failure(
                "The file \(path) has no column “id” in its first line. Name the columns there: "
                    + "\(DescribedRows.known.sorted().joined(separator: ", ")).")
        }
        columns = Dictionary(
            heading.enumerated().map { ($0.element, $0.offset) }, uniquingKeysWith: { $1 })
        strangeColumns = heading.filter { !DescribedRows.known.contains($0) && !$0.isEmpty }
        self.rows = rows
        self.path = path
    }

    /// Whether the file says whose each record is.
    var hasTruth: Bool { columns["person"] != nil }

    /// - Throws: `Failure` at a row without an identifier.
    func forEach(_ body: (Row) throws -> Void) throws {
        func column(_ name: String) -> Int { columns[name] ?? Int.max }
        let order = [
            "id", "system", "given", "family", "former", "born", "due", "sex", "address",
            "postcode", "nhs", "upn", "number", "person",
        ].map(column)
        var number = 1
        for row in rows {
            number += 1
            func text(_ field: Int) -> String {
                order[field] < row.count ? row[order[field]] : ""
            }
            guard !text(0).isEmpty else {
                throw Failure("Row \(number) of \(path) has no id. Give every record one.")
            }
            let description = Description(
                system: text(1), given: text(2), family: text(3), former: text(4), born: text(5),
                due: text(6), sex: text(7), address: text(8), postcode: text(9), nhs: text(10),
                upn: text(11), number: text(12))
            let person = text(13)
            try body(
                Row(
                    id: text(0), description: description, person: person.isEmpty ? nil : person))
        }
    }
}
