import Catalogue

/// Our tables (`CSVColumn`) as entries. Columns may be left out and stand in any order; one that is
/// not known is refused, since a misspelt one would quietly say nothing.
public enum CSVImport {
    /// Reads a table. Every fault names its line and column and costs that row only; one in the
    /// header costs the file.
    public static func read(_ bytes: [UInt8], _ context: ImportContext) -> Intake {
        if let refusal = ImportLimits.refusal(of: bytes) { return refusal }
        var reader = CSVReader(bytes)
        guard let first = reader.next() else {
            return .refused("It is empty.", "Give a header and a row for each entry.")
        }
        let header = CSVHeader(first)
        guard header.faults.isEmpty else { return .refused(header.faults) }
        var dates = CSVDates()
        let intake = rows(reader, header, context, &dates)
        // Some days can be read once it is known which number is the day in this table.
        guard let order = dates.needed else { return intake }
        dates = CSVDates(order: order)
        return rows(reader, header, context, &dates)
    }

    private static func rows(
        _ start: CSVReader, _ header: CSVHeader, _ context: ImportContext, _ dates: inout CSVDates
    ) -> Intake {
        var (reader, intake, doubt) = (start, Intake(), CSVDoubt())
        while let record = reader.next() {
            let row = read(record, header, context, &dates)
            for row in doubt.take(row, record.quoting) { intake.take(row) }
        }
        for row in doubt.end() { intake.take(row) }
        intake.putOrganisationsFirst()
        return intake
    }

    private static func read(
        _ record: CSVRecord, _ header: CSVHeader, _ context: ImportContext,
        _ dates: inout CSVDates
    ) -> IntakeRow {
        var row = IntakeRow(record.line, place: "line \(record.line)")
        if let fault = record.fault {
            row.refuse(header.place(fault.cell), fault.fault, fault.remedy)
            return row
        }
        for (index, cell) in record.cells.enumerated()
        where header.isUnnamed(index) && !cell.allSatisfy(\.isWhitespace) {
            let isBeyond = index >= header.columns.count
            row.refuse(
                "column \(index + 1)",
                isBeyond ? "The header has no such column." : "The column has no heading.",
                isBeyond ? "Take it out." : "Give it one, or empty the cell.")
            return row
        }
        let kindCell = record.cells.indices.contains(header.kind) ? record.cells[header.kind] : ""
        guard let kind = EntryKind(rawValue: CleanText.trimmed(kindCell).lowercased()) else {
            row.refuse(
                header.place(header.kind), "It is not a kind of entry.",
                "Write organisation, solution or problem.")
            return row
        }
        let json = header.entry(kind, record.cells, &row, &dates)
        guard !row.isRefused else { return row }
        switch kind {
        case .organisation:
            row.draft(json, names: header.names, advice: header.advice) { .organisation($0) }
        case .solution:
            row.draft(
                json.owned("supplier", context), names: header.names, advice: header.advice
            ) { .solution($0) }
        case .problem:
            row.draft(
                json.owned("council", context), names: header.names, advice: header.advice
            ) { .problem($0) }
        }
        return row
    }
}

extension JSON {
    /// The entry with the organisation that everything in the file belongs to, if there is one.
    func owned(_ key: String, _ context: ImportContext) -> JSON {
        context.organisation.map { setting(key, to: .string($0)) } ?? self
    }
}

extension Intake {
    /// What belongs to an organisation stands behind it, however the file has them.
    mutating func putOrganisationsFirst() {
        drafts =
            drafts.filter { $0.kind == .organisation }
            + drafts.filter { $0.kind != .organisation }
    }
}
