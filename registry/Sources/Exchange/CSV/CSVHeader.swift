import Catalogue

/// The first row of a table: which column is what.
struct CSVHeader {
    /// In the table's order; nil for the kind.
    let columns: [CSVColumn?]
    /// The index of the column that says what a row is.
    let kind: Int
    /// What is wrong with it.
    let faults: [ImportRemark]
    /// For the fields of our entries, the column as people find it.
    let names: [String: String]
    /// For the fields of our entries, what to write in their cells.
    let advice: [String: String]
    private let headings: [String]

    init(_ record: CSVRecord) {
        headings = record.cells.map { CleanText.of(FormulaGuard.unguarded($0)).lowercased() }
        columns = headings.map { CSVColumn.named($0) }
        kind = headings.firstIndex(of: CSVColumn.kind) ?? 0
        var faults: [ImportRemark] = []
        func refuse(_ field: String, _ fault: String, _ remedy: String) {
            faults.append(
                ImportRemark(
                    weight: .refusal, row: record.line, place: "line \(record.line)", field: field,
                    fault: fault, remedy: remedy))
        }
        if let fault = record.fault {
            refuse("column \(fault.cell + 1)", fault.fault, fault.remedy)
        }
        if !headings.contains(CSVColumn.kind) {
            refuse(
                "", "There is no column “\(CSVColumn.kind)”.",
                "Add it: it says whether a row is an organisation, a solution or a problem.")
        }
        let known = ([CSVColumn.kind] + CSVColumn.all.map(\.name)).joined(separator: ", ")
        for (index, heading) in headings.enumerated() {
            let place = "column \(index + 1), \(heading)"
            // Spreadsheets leave columns behind that nobody filled in.
            guard !heading.isEmpty else { continue }
            if heading != CSVColumn.kind, columns[index] == nil {
                refuse(place, "It is not a column of ours.", "The columns are \(known).")
            }
            if headings[..<index].contains(heading) {
                refuse(place, "It stands there a second time.", "Take one out.")
            }
        }
        self.faults = faults
        var names: [String: String] = [:]
        var advice: [String: String] = [:]
        for (index, column) in columns.enumerated() {
            guard let column else { continue }
            names[column.field] = "column \(index + 1), \(column.name)"
            advice[column.field] = column.shape.advice
        }
        (self.names, self.advice) = (names, advice)
    }

    /// A column as people find it, by its index.
    func place(_ index: Int) -> String {
        headings.indices.contains(index) && !headings[index].isEmpty
            ? "column \(index + 1), \(headings[index])" : "column \(index + 1)"
    }

    /// Whether a filled cell stands where the header says nothing.
    func isUnnamed(_ index: Int) -> Bool {
        !headings.indices.contains(index) || headings[index].isEmpty
    }

    /// The entry that a row says; a cell of another kind's column is refused.
    func entry(
        _ kind: EntryKind, _ cells: [String], _ row: inout IntakeRow, _ dates: inout CSVDates
    ) -> JSON {
        var json = JSON.object([])
        for (index, (column, cell)) in zip(columns, cells).enumerated() {
            guard let column, var value = column.shape.json(FormulaGuard.unguarded(cell)) else {
                continue
            }
            if let plain = value.text {
                guard let read = self.value(plain, column.shape, index, &row, &dates) else {
                    continue
                }
                value = read
            }
            guard column.kinds.contains(kind) else {
                row.refuse(
                    place(index),
                    "It is not a field of \(kind == .organisation ? "an" : "a") \(kind).",
                    "Empty the cell.")
                continue
            }
            if column.path.count == 2 {
                let outer = json[column.path[0]] ?? .object([])
                json = json.setting(column.path[0], to: outer.setting(column.path[1], to: value))
            } else {
                json = json.setting(column.path[0], to: value)
            }
        }
        return json
    }

    /// A cell's text, a day in one way of writing it; nil where it is refused for being two things.
    private func value(
        _ text: String, _ shape: CSVShape, _ index: Int, _ row: inout IntakeRow,
        _ dates: inout CSVDates
    ) -> JSON? {
        switch shape {
        case .day:
            switch dates.read(text) {
            case .day(let day): return .string("\(day)")
            case .inferred(let day):
                row.warn(
                    place(index), "It was taken as \(day.spoken).",
                    "The table’s other days have their numbers in that order.")
                return .string("\(day)")
            case .unclear(let fault, let remedy):
                row.refuse(place(index), fault, remedy)
                return nil
            case .none: return .string(text)
            }
        case .amount:
            guard case .unclear(let fault) = CSVNumber.amount(text) else { return .string(text) }
            row.refuse(place(index), fault, shape.advice)
            return nil
        case .count:
            guard case .unclear(let fault) = CSVNumber.count(text) else { return .string(text) }
            row.refuse(place(index), fault, shape.advice)
            return nil
        default: return .string(text)
        }
    }
}
