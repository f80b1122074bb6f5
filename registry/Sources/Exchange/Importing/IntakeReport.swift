import Catalogue

/// What comes of an intake while its drafts are taken, one after the other.
struct IntakeReport {
    var outcome = ImportOutcome()
    private var seen: [Key: Draft] = [:]
    /// Rows that the catalogue has refused; a row may have several drafts.
    private var refusedRows: Set<Row> = []

    struct Remark {
        let field: String
        let fault: String
        let remedy: String
    }

    private struct Key: Hashable {
        let kind: EntryKind
        let id: String
    }

    private struct Row: Hashable {
        let source: String?
        let number: Int
        let place: String
    }

    init(_ intake: Intake) {
        (outcome.remarks, outcome.unnamed) = (intake.remarks, intake.unnamed)
        outcome.refused = intake.refusedRows
    }

    /// Whether a draft is the first of its id in its file. A second one is named: nobody could say
    /// which was meant. Dated drafts may come again, and so may one that is another file's.
    mutating func isFirst(_ draft: Draft) -> Bool {
        guard !draft.isMention, draft.recordedAt == nil else { return true }
        guard let first = seen.updateValue(draft, forKey: Key(kind: draft.kind, id: draft.id))
        else { return true }
        if first.source != draft.source {
            if !first.says(draft) {
                say(
                    Remark(
                        field: "id",
                        fault: "“\(draft.id)” stands otherwise in \(first.source ?? "a file") too.",
                        remedy: "What the later file says was taken."), of: draft)
            }
            return true
        }
        seen[Key(kind: draft.kind, id: draft.id)] = first
        if first.says(draft) {
            say(
                Remark(
                    field: "id", fault: "“\(draft.id)” stands just so at \(first.place) already.",
                    remedy: "It was taken once."), of: draft)
        } else {
            let fault = "“\(draft.id)” stands at \(first.place) already, and says something else."
            refuse(
                draft,
                [
                    EntryError(
                        field: "id", fault: fault,
                        remedy: "Give each an id of its own, or take one out.")
                ])
        }
        return false
    }

    mutating func say(
        _ remark: Remark, of draft: Draft, _ weight: ImportRemark.Weight = .warning
    ) {
        guard outcome.remarks.count < ImportLimits.remarks else {
            outcome.unnamed += 1
            return
        }
        outcome.remarks.append(
            ImportRemark(
                weight: weight, source: draft.source, row: draft.row, place: draft.place,
                field: remark.field, fault: remark.fault, remedy: remark.remedy))
    }

    mutating func refuse(_ draft: Draft, _ errors: [EntryError]) {
        let row = Row(source: draft.source, number: draft.row, place: draft.place)
        if refusedRows.insert(row).inserted { outcome.refused += 1 }
        for error in errors {
            say(
                Remark(field: error.field, fault: error.fault, remedy: error.remedy), of: draft,
                .refusal)
        }
    }
}

extension Draft {
    /// Whether both say the same of the same entry.
    fileprivate func says(_ other: Draft) -> Bool {
        switch (what, other.what) {
        case (.organisation(let one), .organisation(let two)): one == two
        case (.solution(let one), .solution(let two)): one == two
        case (.problem(let one), .problem(let two)): one == two
        case (.withdrawal, .withdrawal): true
        default: false
        }
    }
}
