import Catalogue

/// Our own JSON document (`DocumentExport`), or an entry or a list of entries of one kind in it.
public enum DocumentImport {
    /// Reads a document. Every fault names the entry and its field and costs that entry only.
    public static func read(_ bytes: [UInt8], _ context: ImportContext) -> Intake {
        if let refusal = ImportLimits.refusal(of: bytes) { return refusal }
        let json: JSON
        do {
            json = try JSON(parsing: ImportLimits.unmarked(bytes))
        } catch {
            return .refused("It is not JSON: \(error)", "Mend it there.")
        }
        let folders = EntryKind.allCases.map(\.folder)
        guard let members = json.members, members.contains(where: { folders.contains($0.key) })
        else {
            return .refused(
                "It has none of \(folders.joined(separator: ", ")).",
                "Give an object with lists under these names, as the export writes it.")
        }
        var intake = Intake()
        for kind in EntryKind.allCases {
            guard let value = json[kind.folder] else { continue }
            guard let entries = value.elements else {
                intake.take(refusal(kind.folder, "It is not a list.", "Write one."))
                continue
            }
            for (index, entry) in entries.enumerated() {
                intake.take(read(entry, kind, index + 1, context))
            }
        }
        for member in members where !folders.contains(member.key) {
            intake.take(
                refusal(
                    member.key, "It is not a list of entries.",
                    "The lists are \(folders.joined(separator: ", ")); the others were taken."))
        }
        return intake
    }

    private static func refusal(_ key: String, _ fault: String, _ remedy: String) -> IntakeRow {
        var row = IntakeRow(0, place: CleanText.of(key))
        row.refuse("", fault, remedy)
        return row
    }

    private static func read(
        _ entry: JSON, _ kind: EntryKind, _ number: Int, _ context: ImportContext
    ) -> IntakeRow {
        let id = entry["id"]?.text.map { " (\(CleanText.of(String($0.prefix(100)))))" } ?? ""
        var row = IntakeRow(number, place: "\(kind) \(number)\(id)")
        switch kind {
        case .organisation: row.draft(entry) { .organisation($0) }
        case .solution: row.draft(entry.owned("supplier", context)) { .solution($0) }
        case .problem: row.draft(entry.owned("council", context)) { .problem($0) }
        }
        return row
    }
}
