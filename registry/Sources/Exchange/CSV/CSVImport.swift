import Catalogue

/// Our tables (`CSVColumn`) as entries. Columns may be left out and stand in any order; one that is
/// not known is refused, since a misspelt one would quietly say nothing.
public enum CSVImport {
    /// Reads a table. Every fault names its line and column and costs that row only; one in the
    /// header costs the file.
    public static func read(_ bytes: [UInt8], _ context: ImportContext) -> Intake {
        if let refusal = ImportLimits.refusal(of: bytes) { return refusal }
        guard !bytes.starts(with: [0xFF, 0xFE]), !bytes.starts(with: [0xFE, 0xFF]) else {
            return .refused("It is UTF-16.", "Save the table as “CSV UTF-8”.")
        }
        var reader = CSVReader(bytes)
        guard let first = reader.next() else {
            return .refused("It is empty.", "Give a header and a row for each entry.")
        }
        let header = CSVHeader(first)
        guard header.faults.isEmpty else {
            var intake = Intake()
            intake.remarks = header.faults
            return intake
        }
        var intake = Intake()
        while let record = reader.next() { intake.take(read(record, header, context)) }
        intake.putOrganisationsFirst()
        return intake
    }

    private static func read(
        _ record: CSVRecord, _ header: CSVHeader, _ context: ImportContext
    ) -> IntakeRow {
        var row = IntakeRow(record.line, place: "line \(record.line)")
        if let fault = record.fault {
            row.refuse(header.place(record.cells.count), fault, "Mend it there.")
            return row
        }
        for (index, cell) in record.cells.enumerated().dropFirst(header.columns.count)
        where !cell.isEmpty {
            row.refuse("column \(index + 1)", "The header has no such column.", "Take it out.")
            return row
        }
        let kindCell = record.cells.indices.contains(header.kind) ? record.cells[header.kind] : ""
        guard let kind = EntryKind(rawValue: CleanText.trimmed(kindCell).lowercased()) else {
            row.refuse(
                header.place(header.kind), "It is not a kind of entry.",
                "Write organisation, solution or problem.")
            return row
        }
        let json = header.entry(kind, record.cells, &row)
        guard !row.isRefused else { return row }
        switch kind {
        case .organisation: row.draft(json, names: header.names) { .organisation($0) }
        case .solution:
            row.draft(json.owned("supplier", context), names: header.names) { .solution($0) }
        case .problem:
            row.draft(json.owned("council", context), names: header.names) { .problem($0) }
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
